package io.tallystream.event;

/**
 * Buckets of a log-linear histogram over non-negative integers: each value below 32 has its own,
 * above there are 16 to an octave, so a bucket's middle is within 3.1 % of each value in it.
 * Integer arithmetic only: every machine agrees, and counts can be subtracted.
 */
public final class LogLinear {
  private static final int LINEAR = 32;
  private static final int SUB_BUCKET_BITS = 4;

  private LogLinear() {}

  /** Bucket of a value; negative values count as 0. Ascending in the value; 976 at most. */
  public static int index(long value) {
    if (value < LINEAR) {
      return (int) Math.max(0, value);
    }
    int exponent = 63 - Long.numberOfLeadingZeros(value);
    int sub = (int) (value >>> (exponent - SUB_BUCKET_BITS)) & 15;
    return LINEAR + ((exponent - 5) << SUB_BUCKET_BITS) + sub;
  }

  /** Least value of a bucket. */
  public static long lower(int index) {
    if (index < LINEAR) {
      return index;
    }
    int exponent = ((index - LINEAR) >>> SUB_BUCKET_BITS) + 5;
    long sub = (index - LINEAR) & 15;
    return (16 + sub) << (exponent - SUB_BUCKET_BITS);
  }

  /** Greatest value of a bucket. */
  public static long upper(int index) {
    return index < LINEAR ? index : lower(index + 1) - 1;
  }

  /** What a bucket stands for in an answer: its middle. */
  public static double middle(int index) {
    return index < LINEAR ? index : (lower(index) + (double) upper(index)) / 2;
  }
}
