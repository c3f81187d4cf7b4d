package io.tallystream.gateway.admission;

/** Bytes that one request holds until the broker has answered for all of its records. */
public final class Lease implements AutoCloseable {
  private final ByteBudget budget;
  private final int project;
  private long bytes;
  private boolean closed;

  Lease(ByteBudget budget, int project, long bytes) {
    this.budget = budget;
    this.project = project;
    this.bytes = bytes;
  }

  /** Makes sure that at least {@code needed} bytes are held; false when they are not free. */
  public synchronized boolean ensure(long needed) {
    long more = needed - bytes;
    if (closed || (more > 0 && !budget.grow(project, more))) {
      return false;
    }
    bytes = Math.max(bytes, needed);
    return true;
  }

  /** Gives everything back; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      budget.release(project, bytes);
    }
  }
}
