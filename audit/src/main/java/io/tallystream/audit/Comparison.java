package io.tallystream.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Expected against stored rollup rows.
 *
 * @param families by table
 */
public record Comparison(Map<String, Family> families) {
  private static final int SHOWN = 5;

  /**
   * What was seen of one table.
   *
   * @param compared rows
   * @param drift how many of them differ
   * @param fingerprint equal when the same rows differ in the same way
   * @param differences one line each, at most {@value #SHOWN}
   */
  public record Family(int compared, int drift, int fingerprint, List<String> differences) {
    private static final Family NOTHING = new Family(0, 0, 0, List.of());

    private Family plus(Rollups.Key key, @Nullable Totals want, @Nullable Totals have) {
      if (Objects.equals(want, have)) {
        return new Family(compared + 1, drift, fingerprint, differences);
      }
      String line = key + "\n    expected " + want + "\n    stored   " + have;
      var lines = new ArrayList<>(differences);
      if (drift < SHOWN) {
        lines.add(line);
      }
      return new Family(compared + 1, drift + 1, 31 * fingerprint + line.hashCode(), lines);
    }
  }

  public static Comparison of(Map<Rollups.Key, Totals> expected, Map<Rollups.Key, Totals> stored) {
    var families = new LinkedHashMap<String, Family>();
    StoredRollups.TABLES.keySet().forEach(table -> families.put(table, Family.NOTHING));
    var keys = new TreeSet<>(expected.keySet());
    keys.addAll(stored.keySet());
    for (Rollups.Key key : keys) {
      families.computeIfPresent(
          key.table(), (table, seen) -> seen.plus(key, expected.get(key), stored.get(key)));
    }
    return new Comparison(families);
  }

  /** Rows by table. */
  public Map<String, Integer> compared() {
    return each(Family::compared);
  }

  /** How many rows differ, by table. */
  public Map<String, Integer> drift() {
    return each(Family::drift);
  }

  /** Zero is the only pass, and nothing compared is no pass either. */
  public boolean exact() {
    return families.values().stream().allMatch(f -> f.drift == 0)
        && families.values().stream().anyMatch(f -> f.compared > 0);
  }

  /** A line a family, then the differences. */
  public String report() {
    var text = new StringBuilder();
    families.forEach(
        (table, f) ->
            text.append(String.format("%-20s %8d rows  drift %d%n", table, f.compared, f.drift)));
    families.values().stream()
        .flatMap(f -> f.differences.stream())
        .forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private Map<String, Integer> each(Function<Family, Integer> number) {
    return families.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e -> number.apply(e.getValue()),
                (a, b) -> a,
                LinkedHashMap::new));
  }
}
