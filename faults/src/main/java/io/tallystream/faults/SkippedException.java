package io.tallystream.faults;

/** A row that this machine cannot carry out; the message says what to install or to set. */
final class SkippedException extends Exception {
  private static final long serialVersionUID = 1;

  SkippedException(String reason) {
    super(reason);
  }
}
