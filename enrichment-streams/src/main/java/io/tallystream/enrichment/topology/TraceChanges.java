package io.tallystream.enrichment.topology;

import io.tallystream.enrichment.usage.ObservationMeasures;
import io.tallystream.event.v1.Measures;
import io.tallystream.event.v1.ObservationFact;
import io.tallystream.event.v1.TraceCell;
import io.tallystream.event.v1.TraceFact;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums and extent of a trace, moved by the difference of each observation's old and new fact. */
final class TraceChanges {
  private record Cell(int hour, String environment) implements Comparable<Cell> {
    private static final Comparator<Cell> ORDER =
        Comparator.comparingInt(Cell::hour).thenComparing(Cell::environment);

    @Override
    public int compareTo(Cell other) {
      return ORDER.compare(this, other);
    }
  }

  private static final long HOUR_US = 3_600_000_000L;

  private final Map<Cell, Measures.Builder> cells = new TreeMap<>();
  private boolean rescan;

  TraceChanges(TraceFact last) {
    for (TraceCell c : last.getCellsList()) {
      cells.put(new Cell(c.getHour(), c.getEnvironment()), c.getMeasures().toBuilder());
    }
  }

  /** {@code prev} is null for a new observation. */
  void move(@Nullable ObservationFact prev, ObservationFact next) {
    if (prev != null) {
      add(prev, -1);
      rescan |=
          prev.getStartUs() != next.getStartUs()
              || end(prev) > end(next)
              || !prev.getEnvironment().equals(next.getEnvironment());
    }
    add(next, 1);
  }

  /** Whether an extreme may have moved, so that the extent must be taken from all observations. */
  boolean needsRescan() {
    return rescan;
  }

  private void add(ObservationFact o, int sign) {
    var cell = new Cell((int) Math.floorDiv(o.getStartUs(), HOUR_US), o.getEnvironment());
    Measures.Builder sum = cells.computeIfAbsent(cell, c -> Measures.newBuilder());
    ObservationMeasures.add(sum, ObservationMeasures.of(o), sign);
    if (sum.getCount() == 0) {
      cells.remove(cell);
    }
  }

  List<TraceCell> cells() {
    return cells.entrySet().stream()
        .map(
            e ->
                TraceCell.newBuilder()
                    .setHour(e.getKey().hour)
                    .setEnvironment(e.getKey().environment)
                    .setMeasures(e.getValue())
                    .build())
        .toList();
  }

  /** Widens the extent by these observations; the environment is that of the first one. */
  static void extend(TraceFact.Builder t, Collection<ObservationFact> observations) {
    for (ObservationFact o : observations) {
      long start = o.getStartUs();
      if (isFirst(t, o)) {
        t.setEnvironment(o.getEnvironment());
      }
      t.setFirstStartUs(t.hasFirstStartUs() ? Math.min(t.getFirstStartUs(), start) : start);
      t.setLastStartUs(t.hasLastStartUs() ? Math.max(t.getLastStartUs(), start) : start);
      if (o.hasEndUs()) {
        t.setLastEndUs(t.hasLastEndUs() ? Math.max(t.getLastEndUs(), o.getEndUs()) : o.getEndUs());
      }
    }
  }

  /** Of two that start at once, any order must choose the same. */
  private static boolean isFirst(TraceFact.Builder t, ObservationFact o) {
    int order = t.hasFirstStartUs() ? Long.compare(o.getStartUs(), t.getFirstStartUs()) : -1;
    return order < 0 || order == 0 && o.getEnvironment().compareTo(t.getEnvironment()) < 0;
  }

  private static long end(ObservationFact o) {
    return o.hasEndUs() ? o.getEndUs() : Long.MIN_VALUE;
  }
}
