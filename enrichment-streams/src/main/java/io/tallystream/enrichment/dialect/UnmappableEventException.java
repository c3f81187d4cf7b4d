package io.tallystream.enrichment.dialect;

/** An event that no rule understands; it becomes a dead letter. */
public final class UnmappableEventException extends Exception {
  UnmappableEventException(String message, Throwable cause) {
    super(message, cause);
  }

  UnmappableEventException(String message) {
    super(message);
  }
}
