package io.tallystream.query.letter;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /dead-letters/replay}; every field narrows.
 *
 * @param toTimestamp excluded; absent: now. To repeat a request until nothing remains, name it:
 *     what fails again is a newer letter
 * @param limit at most so many in this request; absent: 100
 */
record ReplayRequest(
    @Nullable String stage,
    @Nullable String reason,
    @Nullable String fromTimestamp,
    @Nullable String toTimestamp,
    @Min(value = 1, message = "expected an integer from 1 to 1000")
        @Max(value = 1000, message = "expected an integer from 1 to 1000")
        @Nullable Integer limit) {
  private static final int DEFAULT_LIMIT = 100;

  int limitOrDefault() {
    return limit == null ? DEFAULT_LIMIT : limit;
  }

  LetterFilter filter() {
    String to = toTimestamp == null ? Instant.now().toString() : toTimestamp;
    return LetterFilter.of(stage, reason, LetterStatus.QUARANTINED.name(), fromTimestamp, to);
  }
}
