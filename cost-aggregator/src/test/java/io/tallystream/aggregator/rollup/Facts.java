package io.tallystream.aggregator.rollup;

import io.tallystream.event.v1.FactChange;
import io.tallystream.event.v1.Level;
import io.tallystream.event.v1.ObservationFact;
import io.tallystream.event.v1.ObservationType;
import io.tallystream.event.v1.PriceState;
import io.tallystream.event.v1.ScoreDataType;
import io.tallystream.event.v1.ScoreFact;
import io.tallystream.event.v1.ScoreSource;
import io.tallystream.event.v1.TraceCell;
import io.tallystream.event.v1.TraceFact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Seeded histories of entities, as enrichment would publish them, for tests of sums. */
public final class Facts {
  private static final long NINE = 1_760_000_400_000_000L;
  private static final long HOUR = 3_600_000_000L;

  private final RandomGenerator random;
  private final List<FactChange> changes = new ArrayList<>();
  private final List<Contribution> finals = new ArrayList<>();

  private final int project;

  private Facts(long seed) {
    project = (int) seed;
    random = new Random(seed);
  }

  /**
   * Histories of this many entities, in a project of the seed's number so that tests may share a
   * broker: one to four versions each, some deleted in the end.
   */
  public static Facts of(long seed, int entities) {
    var facts = new Facts(seed);
    var histories = new ArrayList<List<FactChange>>();
    for (int id = 0; id < entities; id++) {
      histories.add(facts.history(id));
    }
    facts.interleave(histories);
    return facts;
  }

  /** Every change; those of one entity in order, entities mixed. */
  public List<FactChange> changes() {
    return changes;
  }

  /** What the final states contribute. */
  public List<Contribution> finalContributions() {
    return finals;
  }

  private List<FactChange> history(int id) {
    return switch (random.nextInt(3)) {
      case 0 -> observations(id);
      case 1 -> traces(id);
      default -> scores(id);
    };
  }

  private List<FactChange> observations(int id) {
    var history = new ArrayList<FactChange>();
    ObservationFact prev = null;
    for (int version = 1 + random.nextInt(4); version > 0; version--) {
      ObservationFact next = version == 1 && random.nextInt(6) == 0 ? null : observation(id);
      history.add(observation(prev, next));
      prev = next;
    }
    if (prev != null) {
      finals.addAll(ObservationContributions.of(prev));
    }
    return history;
  }

  private List<FactChange> traces(int id) {
    var history = new ArrayList<FactChange>();
    TraceFact prev = null;
    for (int version = 1 + random.nextInt(4); version > 0; version--) {
      TraceFact next = trace(id);
      var change = io.tallystream.event.v1.TraceChange.newBuilder().setNext(next);
      if (prev != null) {
        change.setPrev(prev);
      }
      history.add(FactChange.newBuilder().setFormat(1).setTrace(change).build());
      prev = next;
    }
    if (prev != null) {
      finals.addAll(TraceContributions.of(prev));
    }
    return history;
  }

  private List<FactChange> scores(int id) {
    ScoreFact first = score(id);
    ScoreFact second = score(id);
    finals.addAll(ScoreContributions.of(second));
    var created = io.tallystream.event.v1.ScoreChange.newBuilder().setNext(first);
    var changed = io.tallystream.event.v1.ScoreChange.newBuilder().setPrev(first).setNext(second);
    return List.of(
        FactChange.newBuilder().setFormat(1).setScore(created).build(),
        FactChange.newBuilder().setFormat(1).setScore(changed).build());
  }

  private static FactChange observation(
      @Nullable ObservationFact prev, @Nullable ObservationFact next) {
    var change = io.tallystream.event.v1.ObservationChange.newBuilder();
    if (prev != null) {
      change.setPrev(prev);
    }
    if (next != null) {
      change.setNext(next);
    }
    return FactChange.newBuilder().setFormat(1).setObservation(change).build();
  }

  private ObservationFact observation(int id) {
    long start = NINE + random.nextInt(3) * HOUR;
    var fact =
        ObservationFact.newBuilder()
            .setProject(project)
            .setTraceId("t" + id)
            .setId("o" + id)
            .setType(random.nextBoolean() ? ObservationType.GENERATION : ObservationType.SPAN)
            .setLevel(random.nextBoolean() ? Level.DEFAULT : Level.ERROR)
            .setEnvironment(random.nextBoolean() ? "default" : "production")
            .setName(random.nextBoolean() ? "" : "call")
            .setModel(random.nextBoolean() ? "" : "m" + random.nextInt(3))
            .setPromptName(random.nextBoolean() ? "" : "greeting")
            .setStartUs(start)
            .putUsage("input", random.nextInt(500))
            .putCost("input", random.nextLong(1_000_000));
    if (random.nextBoolean()) {
      fact.setEndUs(start + random.nextLong(9_000_000));
      fact.setCompletionStartUs(start + random.nextLong(1_000_000));
    }
    return random.nextBoolean()
        ? fact.setPriceState(PriceState.UNPRICED).build()
        : fact.setPriceState(PriceState.PRICED).setTotalCost(random.nextLong(1_000_000)).build();
  }

  private TraceFact trace(int id) {
    long start = NINE + random.nextInt(3) * HOUR;
    var fact =
        TraceFact.newBuilder()
            .setProject(project)
            .setTraceId("t" + id)
            .setTimestampUs(start)
            .setEnvironment("default")
            .setExplicit(random.nextBoolean())
            .setName(random.nextBoolean() ? "" : "chat")
            .setUserId(random.nextBoolean() ? "" : "u" + random.nextInt(3))
            .setSessionId(random.nextBoolean() ? "" : "s" + random.nextInt(3))
            .setFirstStartUs(start)
            .setLastStartUs(start + random.nextLong(1_000_000));
    if (random.nextBoolean()) {
      fact.addTags("a").addTags("b");
    }
    for (int cell = random.nextInt(3); cell > 0; cell--) {
      var measures = new Aggregate().add(Sum.COUNT, 1 + random.nextInt(9)).add(Sum.PRICED_COST, 77);
      fact.addCells(
          TraceCell.newBuilder()
              .setHour((int) (start / HOUR) + cell)
              .setEnvironment("default")
              .setMeasures(measures.toMeasures()));
    }
    return fact.build();
  }

  private ScoreFact score(int id) {
    return ScoreFact.newBuilder()
        .setProject(project)
        .setId("s" + id)
        .setName("quality")
        .setSource(ScoreSource.API)
        .setDataType(ScoreDataType.NUMERIC)
        .setValue("0." + random.nextInt(1_000))
        .setTimestampUs(NINE + random.nextInt(3) * HOUR)
        .build();
  }

  private void interleave(List<List<FactChange>> histories) {
    var turns = new ArrayList<Integer>();
    for (int i = 0; i < histories.size(); i++) {
      turns.addAll(Collections.nCopies(histories.get(i).size(), i));
    }
    Collections.shuffle(turns, Random.from(random));
    var next = new int[histories.size()];
    turns.forEach(turn -> changes.add(histories.get(turn).get(next[turn]++)));
  }
}
