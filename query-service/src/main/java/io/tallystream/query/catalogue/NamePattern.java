package io.tallystream.query.catalogue;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.stream.Collectors;

/** Exactly these names, in any case. */
final class NamePattern {
  private static final String ANY_REST = "*";

  private NamePattern() {}

  /**
   * An anchored RE2 pattern.
   *
   * @param names a final {@code *} stands for any rest
   */
  static String of(List<String> names) {
    return names.stream()
        .map(NamePattern::alternative)
        .collect(Collectors.joining("|", "(?i)^(?:", ")$"));
  }

  private static String alternative(String name) {
    return name.endsWith(ANY_REST)
        ? Pattern.quote(name.substring(0, name.length() - 1)) + ".*"
        : Pattern.quote(name);
  }
}
