package io.tallystream.event;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Money as an integer number of pico-USD: 10<sup>-12</sup> USD. Sums are exact, and so are
 * differences.
 */
public final class PicoUsd {
  public static final int SCALE = 12;

  /**
   * Greatest amount that one observation may carry: one million USD. Keeps every 64-bit sum of nine
   * million such far from overflow.
   */
  public static final long MAX_AMOUNT = 1_000_000L * 1_000_000_000_000L;

  private PicoUsd() {}

  /**
   * Pico-USD of an amount in USD, rounded half up to 12 decimals.
   *
   * @throws ArithmeticException when the magnitude exceeds {@link #MAX_AMOUNT}
   */
  public static long of(BigDecimal usd) {
    BigDecimal pico = usd.setScale(SCALE, RoundingMode.HALF_UP).movePointRight(SCALE);
    if (pico.abs().compareTo(BigDecimal.valueOf(MAX_AMOUNT)) > 0) {
      throw new ArithmeticException("amount beyond 1,000,000 USD: " + usd.toPlainString());
    }
    return pico.longValueExact();
  }

  /** USD without trailing zeros, for example {@code 0.000042}. */
  public static BigDecimal toUsd(long pico) {
    BigDecimal usd = BigDecimal.valueOf(pico, SCALE).stripTrailingZeros();
    return usd.scale() < 0 ? usd.setScale(0) : usd;
  }
}
