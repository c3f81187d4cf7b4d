package io.tallystream.query.letter;

import io.tallystream.query.filter.FilterException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Whether a letter waits, or was produced again. What came of that is the next letter, or none. */
enum LetterStatus {
  QUARANTINED("l.replays = 0"),
  REPLAYED("l.replays > 0");

  final String condition;

  LetterStatus(String condition) {
    this.condition = condition;
  }

  static LetterStatus of(int replays) {
    return replays == 0 ? QUARANTINED : REPLAYED;
  }

  /**
   * @throws FilterException naming what is allowed
   */
  static LetterStatus parse(String name) {
    return Arrays.stream(values())
        .filter(status -> status.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new FilterException(
                    "'status' must be one of %s, not '%s'"
                        .formatted(
                            Arrays.stream(values())
                                .map(Enum::name)
                                .collect(Collectors.joining(", ")),
                            name)));
  }
}
