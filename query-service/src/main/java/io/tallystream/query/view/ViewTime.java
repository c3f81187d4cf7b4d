package io.tallystream.query.view;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times of the views: microseconds since the epoch, shown as UTC with milliseconds. */
public final class ViewTime {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private ViewTime() {}

  /** For example {@code 2026-01-31T12:00:00.000Z}; rounded down. */
  public static String iso(long micros) {
    return MILLIS.format(instant(micros));
  }

  public static @Nullable String isoOrNull(@Nullable Long micros) {
    return micros == null ? null : iso(micros);
  }

  /** Exact seconds of a duration, without trailing zeros. */
  public static BigDecimal seconds(long micros) {
    BigDecimal seconds = BigDecimal.valueOf(micros, 6).stripTrailingZeros();
    return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
  }

  /** Seconds between two times; null when the later one is unknown. */
  public static @Nullable BigDecimal between(long from, @Nullable Long to) {
    return to == null ? null : seconds(to - from);
  }

  /** UTC day, the partition key of rows by time. */
  public static LocalDate day(long micros) {
    return LocalDate.ofInstant(instant(micros), ZoneOffset.UTC);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
