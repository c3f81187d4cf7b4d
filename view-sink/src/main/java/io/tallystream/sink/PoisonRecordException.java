package io.tallystream.sink;

/** A record that cannot be stored, however often it is tried. */
public final class PoisonRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PoisonRecordException(String what) {
    super(what);
  }

  public PoisonRecordException(String what, Throwable cause) {
    super(what, cause);
  }
}
