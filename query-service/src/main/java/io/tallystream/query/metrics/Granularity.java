package io.tallystream.query.metrics;

import io.tallystream.query.view.ViewTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** Width of a time bucket. All are UTC; weeks start on Monday. */
enum Granularity {
  MINUTE(ChronoUnit.MINUTES),
  HOUR(ChronoUnit.HOURS),
  DAY(ChronoUnit.DAYS),
  WEEK(ChronoUnit.WEEKS),
  MONTH(ChronoUnit.MONTHS);

  private final ChronoUnit unit;

  Granularity(ChronoUnit unit) {
    this.unit = unit;
  }

  /** The contract's {@code auto}. */
  static Granularity auto(Interval interval) {
    Duration span = Duration.of(interval.last() - interval.from(), ChronoUnit.MICROS);
    if (span.toHours() < 2) {
      return MINUTE;
    }
    if (span.toHours() < 72) {
      return HOUR;
    }
    if (span.toDays() < 60) {
      return DAY;
    }
    return span.toDays() < 365 ? WEEK : MONTH;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** SQL: the start of the bucket in which microseconds since the epoch lie. */
  String sql(String micros) {
    return "date_trunc('%s', %s, 'UTC')".formatted(word(), instant(micros));
  }

  /** SQL: microseconds since the epoch as {@code timestamptz}, exactly. */
  static String instant(String micros) {
    return "('epoch'::timestamptz + %s * interval '1 microsecond')".formatted(micros);
  }

  /** Start of the bucket of a time in microseconds since the epoch. */
  OffsetDateTime start(long micros) {
    OffsetDateTime time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    return switch (this) {
      case MINUTE, HOUR, DAY -> time.truncatedTo(unit);
      case WEEK ->
          time.truncatedTo(ChronoUnit.DAYS)
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
    };
  }

  OffsetDateTime next(OffsetDateTime start) {
    return start.plus(1, unit);
  }

  /** How an answer names a bucket: a date from days on, a time below. */
  String label(OffsetDateTime start) {
    return compareTo(DAY) >= 0
        ? start.toLocalDate().toString()
        : ViewTime.iso(ChronoUnit.MICROS.between(Instant.EPOCH, start.toInstant()));
  }
}
