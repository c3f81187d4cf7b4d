package io.tallystream.query.api;

import java.time.Duration;

/** What cannot be answered now; the message may be shown. */
public final class TryLater extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final Duration after;

  private TryLater(int status, String message, Duration after) {
    super(message, null, false, false);
    this.status = status;
    this.after = after;
  }

  /** 503: something that we depend on is away. */
  public static TryLater unavailable(String message) {
    return new TryLater(503, message, Duration.ofSeconds(1));
  }

  /** 429: the client asks too often. */
  public static TryLater tooMany(String message, Duration after) {
    return new TryLater(429, message, after);
  }

  int status() {
    return status;
  }

  long afterSeconds() {
    return Math.max(1, after.toSeconds());
  }
}
