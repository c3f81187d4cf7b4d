package io.tallystream.query.observation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a v2 observation shows.
 *
 * @param expanded metadata keys whose values are not cut
 */
record Fields(Set<FieldGroup> groups, Set<String> expanded) {
  /** From two comma lists; unknown groups are ignored, absent ones mean {@code core,basic}. */
  static Fields parse(@Nullable String groups, @Nullable String expanded) {
    Set<String> names = list(groups);
    Set<FieldGroup> known =
        Arrays.stream(FieldGroup.values())
            .filter(group -> names.contains(group.name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(FieldGroup.class)));
    return new Fields(names.isEmpty() ? EnumSet.of(FieldGroup.BASIC) : known, list(expanded));
  }

  boolean payloads() {
    return groups.contains(FieldGroup.IO) || groups.contains(FieldGroup.METADATA);
  }

  private static Set<String> list(@Nullable String csv) {
    return csv == null || csv.isEmpty()
        ? Set.of()
        : Arrays.stream(csv.split(",", -1)).map(String::strip).collect(Collectors.toSet());
  }
}
