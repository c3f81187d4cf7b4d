package io.tallystream.query.metrics;

import io.tallystream.event.RollupFamily;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rows answer a query. */
sealed interface Plan {
  /** Word of the answer's {@code meta.source}. */
  String source();

  /** Facts alone. */
  record Facts() implements Plan {
    @Override
    public String source() {
      return "facts";
    }
  }

  /**
   * Rows of a rollup, corrected by facts: {@code answer = rollup + sign * facts(edges)}.
   *
   * @param rest family from which to take what this one leaves out; absent: nothing is asked of it
   * @param fromSeconds start of the first bucket
   * @param toSeconds end of the last bucket
   * @param edges of the interval, which no whole bucket covers; or what whole buckets count beyond
   * @param sign +1 to add the edges, -1 to subtract them
   */
  record Rollup(
      RollupFamily family,
      @Nullable RollupFamily rest,
      long fromSeconds,
      long toSeconds,
      List<Interval> edges,
      int sign)
      implements Plan {
    public Rollup {
      edges = edges.stream().filter(edge -> !edge.isEmpty()).toList();
    }

    @Override
    public String source() {
      return edges.isEmpty() ? "rollup" : "rollup+facts";
    }
  }
}
