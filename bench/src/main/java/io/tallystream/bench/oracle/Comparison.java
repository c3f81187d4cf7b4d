package io.tallystream.bench.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Expected against stored rollup rows.
 *
 * @param compared rows by table
 * @param differences one line each, at most {@value #SHOWN} a table
 * @param drift how many rows differ, by table
 */
public record Comparison(
    Map<String, Integer> compared, Map<String, Integer> drift, List<String> differences) {
  private static final int SHOWN = 5;

  static Comparison of(Map<Rollups.Key, Totals> expected, Map<Rollups.Key, Totals> stored) {
    var compared = new LinkedHashMap<String, Integer>();
    var drift = new LinkedHashMap<String, Integer>();
    var lines = new ArrayList<String>();
    StoredRollups.TABLES
        .keySet()
        .forEach(
            table -> {
              compared.put(table, 0);
              drift.put(table, 0);
            });
    var keys = new TreeSet<>(expected.keySet());
    keys.addAll(stored.keySet());
    for (Rollups.Key key : keys) {
      compared.merge(key.table(), 1, Integer::sum);
      Totals want = expected.get(key);
      Totals have = stored.get(key);
      if (!Objects.equals(want, have) && drift.merge(key.table(), 1, Integer::sum) <= SHOWN) {
        lines.add(difference(key, want, have));
      }
    }
    return new Comparison(compared, drift, lines);
  }

  /** Zero is the only pass, and nothing compared is no pass either. */
  public boolean exact() {
    return drift.values().stream().allMatch(n -> n == 0)
        && compared.values().stream().anyMatch(n -> n > 0);
  }

  private static String difference(Rollups.Key key, @Nullable Totals want, @Nullable Totals have) {
    return key + "\n    expected " + want + "\n    stored   " + have;
  }

  /** A line a family, then the differences. */
  public String report() {
    var text = new StringBuilder();
    compared.forEach(
        (table, rows) ->
            text.append(
                String.format("%-20s %8d rows  drift %d%n", table, rows, drift.get(table))));
    differences.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
