package io.tallystream.sink;

/**
 * The {@code ver} column: grows with every change of a key, whatever happens to state or clocks.
 */
public final class Version {
  /** Raised when topics are written anew from their first offset. */
  private static final long GENERATION = 1;

  private static final int OFFSET_BITS = 44;

  private Version() {}

  /** Version of the row that a record writes. */
  public static long of(long offset) {
    return GENERATION << OFFSET_BITS | offset;
  }
}
