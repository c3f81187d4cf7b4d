package io.tallystream.query.metrics;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sums of partials by group: an abelian group, so the order of sources does not matter. */
final class Accumulator {
  private final int cells;
  private final Map<Group, Sums> groups = new HashMap<>();

  /** {@code cells}: number of the query's needs. */
  Accumulator(int cells) {
    this.cells = cells;
  }

  /** One group with what is known of it. */
  record Entry(Group group, List<Cell> cells) {}

  private static final class Sums {
    private BigDecimal rows = BigDecimal.ZERO;
    private final List<Cell> cells = new ArrayList<>();
  }

  /**
   * Adds a partial to a group.
   *
   * @param sign +1, or -1 to subtract
   */
  void add(Group group, Partial partial, int sign) {
    Sums sums = groups.computeIfAbsent(group, g -> empty());
    sums.rows = sums.rows.add(partial.rows().multiply(BigDecimal.valueOf(sign)));
    for (int i = 0; i < partial.cells().size(); i++) {
      sums.cells.get(i).add(partial.cells().get(i), sign);
    }
  }

  void add(Partial partial, int sign) {
    add(partial.group(), partial, sign);
  }

  /**
   * Groups in which something is left. Less than nothing is left, for a moment, where the sink has
   * stored one family's half of a change.
   */
  Stream<Entry> entries() {
    return groups.entrySet().stream()
        .filter(e -> e.getValue().rows.signum() > 0)
        .map(e -> new Entry(e.getKey(), e.getValue().cells));
  }

  /** Cells of a group of nothing. */
  List<Cell> nothing() {
    return empty().cells;
  }

  private Sums empty() {
    Sums sums = new Sums();
    for (int i = 0; i < cells; i++) {
      sums.cells.add(new Cell());
    }
    return sums;
  }
}
