package io.tallystream.enrichment.dialect;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Client times as microseconds since the epoch. */
final class Times {
  private Times() {}

  /** Null when the text is no ISO-8601 time with an offset, or no database could store it. */
  static @Nullable Long micros(@Nullable String iso) {
    if (iso == null) {
      return null;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(iso);
      if (time.getYear() < 1 || time.getYear() > 9999) {
        return null;
      }
      var instant = time.toInstant();
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }
}
