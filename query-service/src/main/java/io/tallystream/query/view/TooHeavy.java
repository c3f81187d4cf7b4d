package io.tallystream.query.view;

/** A question that takes more than one answer may cost; the message says how to ask for less. */
public final class TooHeavy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TooHeavy(String message) {
    super(message);
  }
}
