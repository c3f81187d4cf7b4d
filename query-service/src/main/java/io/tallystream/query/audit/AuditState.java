package io.tallystream.query.audit;

import io.tallystream.query.filter.FilterException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is known of an hour of a family, from good to bad. */
enum AuditState {
  EXACT,
  /** Differs; facts and rollups are stored by sinks of their own, so it is looked at again. */
  SUSPECT,
  /** Differs as it did before, and both sinks have gone on since. */
  DRIFT;

  /**
   * @throws FilterException when there is no such state
   */
  static @Nullable AuditState parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    return Arrays.stream(values())
        .filter(state -> state.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new FilterException(
                    "'state' must be one of %s, not '%s'"
                        .formatted(Arrays.toString(values()), text)));
  }
}
