package io.tallystream.query.view;

/** What the client asked for does not exist in its project; the message may be shown. */
public final class Missing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Missing(String message) {
    super(message);
  }
}
