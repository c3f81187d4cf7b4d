package io.tallystream.query.trace;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parts of a trace that a reader may leave out; {@code core} is always there. */
enum FieldGroup {
  IO,
  SCORES,
  OBSERVATIONS,
  METRICS;

  /** The groups of a comma list; unknown names are ignored, an absent list names all. */
  static Set<FieldGroup> parse(@Nullable String fields) {
    if (fields == null || fields.isEmpty()) {
      return EnumSet.allOf(FieldGroup.class);
    }
    Set<String> names =
        Arrays.stream(fields.split(",", -1)).map(String::strip).collect(Collectors.toSet());
    return Arrays.stream(values())
        .filter(group -> names.contains(group.name().toLowerCase(Locale.ROOT)))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(FieldGroup.class)));
  }
}
