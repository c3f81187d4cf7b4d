package io.tallystream.aggregator.rollup;

import io.tallystream.event.v1.FactChange;
import io.tallystream.event.v1.ObservationChange;
import io.tallystream.event.v1.ScoreChange;
import io.tallystream.event.v1.TraceChange;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * {@code rollups += contributions(next) - contributions(prev)}: each change of a fact telescopes,
 * so the rows are what the final facts contribute, whatever the history.
 */
public final class Contributions {
  private Contributions() {}

  /**
   * Hands each contribution of a change and its sign to a sink: +1 for what is, -1 for what was.
   *
   * @throws IllegalArgumentException when the record holds no change that we know
   */
  public static void of(FactChange change, BiConsumer<Contribution, Integer> sink) {
    switch (change.getChangeCase()) {
      case OBSERVATION -> of(change.getObservation(), sink);
      case TRACE -> of(change.getTrace(), sink);
      case SCORE -> of(change.getScore(), sink);
      case CHANGE_NOT_SET -> {
        if (!change.hasOutcome()) {
          throw new IllegalArgumentException("a fact change without a change");
        }
      }
    }
  }

  private static void of(ObservationChange change, BiConsumer<Contribution, Integer> sink) {
    if (change.hasPrev()) {
      each(ObservationContributions.of(change.getPrev()), -1, sink);
    }
    if (change.hasNext()) {
      each(ObservationContributions.of(change.getNext()), 1, sink);
    }
  }

  private static void of(TraceChange change, BiConsumer<Contribution, Integer> sink) {
    if (change.hasPrev()) {
      each(TraceContributions.of(change.getPrev()), -1, sink);
    }
    if (change.hasNext()) {
      each(TraceContributions.of(change.getNext()), 1, sink);
    }
  }

  private static void of(ScoreChange change, BiConsumer<Contribution, Integer> sink) {
    if (change.hasPrev()) {
      each(ScoreContributions.of(change.getPrev()), -1, sink);
    }
    if (change.hasNext()) {
      each(ScoreContributions.of(change.getNext()), 1, sink);
    }
  }

  private static void each(
      List<Contribution> contributions, int sign, BiConsumer<Contribution, Integer> sink) {
    contributions.forEach(contribution -> sink.accept(contribution, sign));
  }
}
