package io.tallystream.gateway.admission;

/**
 * {@code perSecond} tokens a second, one second of burst; 0 = unlimited. More than the bucket holds
 * is given when it is full, and paid off afterwards. Not thread-safe.
 */
final class TokenBucket {
  private final double perSecond;
  private double tokens;
  private long atNanos;

  TokenBucket(double perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.tokens = perSecond;
    this.atNanos = nowNanos;
  }

  /** Nanoseconds until the tokens are there; 0 = now. */
  long waitNanos(long amount, long nowNanos) {
    if (perSecond == 0) {
      return 0;
    }
    double earned = (nowNanos - atNanos) / 1e9 * perSecond;
    tokens = Math.min(perSecond, tokens + earned);
    atNanos = nowNanos;
    double missing = Math.min(amount, perSecond) - tokens;
    return missing <= 0 ? 0 : (long) Math.ceil(missing / perSecond * 1e9);
  }

  /** Takes tokens, also those that are only waited for: who comes later waits for both. */
  void take(long amount) {
    if (perSecond != 0) {
      tokens -= amount;
    }
  }
}
