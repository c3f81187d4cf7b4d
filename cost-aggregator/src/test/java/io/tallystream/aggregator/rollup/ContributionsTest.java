package io.tallystream.aggregator.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.event.RollupFamily;
import io.tallystream.event.v1.ScoreDataType;
import io.tallystream.event.v1.ScoreFact;
import io.tallystream.event.v1.TraceCell;
import io.tallystream.event.v1.TraceFact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ContributionsTest {
  @Property(tries = 200)
  void anyScheduleOfChangesSumsToTheFinalFacts(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int entities) {
    Facts facts = Facts.of(seed, entities);

    var summed = new HashMap<RollupKey, Aggregate>();
    facts.changes().forEach(c -> Contributions.of(c, (row, sign) -> add(summed, row, sign)));
    summed.values().removeIf(Aggregate::isZero);

    var recomputed = new HashMap<RollupKey, Aggregate>();
    facts.finalContributions().forEach(row -> add(recomputed, row, 1));
    recomputed.values().removeIf(Aggregate::isZero);
    assertThat(summed).isEqualTo(recomputed);
  }

  @Property(tries = 200)
  void whatIsAddedAndSubtractedIsNothing(@ForAll long seed) {
    var sum = new Aggregate();
    List<Contribution> rows = Facts.of(seed, 20).finalContributions();
    rows.forEach(row -> sum.add(row.measures(), 1));
    assertThat(Aggregate.of(sum.toMeasures())).isEqualTo(sum);
    rows.reversed().forEach(row -> sum.add(row.measures(), -1));
    assertThat(sum.isZero()).isTrue();
    assertThat(sum.toMeasures().getSerializedSize()).isZero();
  }

  @Test
  void aTraceCountsItselfAndItsObservationsUnderItsAttributes() {
    var cell = new Aggregate().add(Sum.COUNT, 3).add(Sum.STATED_COST, 42).add(Sum.LATENCY_SUM, 9);
    var trace =
        TraceFact.newBuilder()
            .setProject(1)
            .setTimestampUs(3_600_000_000L)
            .setEnvironment("default")
            .setUserId("ada")
            .setFirstStartUs(1_000)
            .setLastStartUs(5_000)
            .addCells(
                TraceCell.newBuilder()
                    .setHour(30)
                    .setEnvironment("production")
                    .setMeasures(cell.toMeasures()))
            .build();

    assertThat(rows(TraceContributions.of(trace)))
        .containsOnly(
            Map.entry(key(RollupFamily.USER, 86_400, "production", "ada"), cell),
            Map.entry(
                key(RollupFamily.USER, 0, "default", "ada"), new Aggregate().add(Sum.TRACES, 1)),
            Map.entry(
                key(RollupFamily.TRACE, 3_600, "default", "", "", ""),
                new Aggregate()
                    .add(Sum.COUNT, 3)
                    .add(Sum.STATED_COST, 42)
                    .add(Sum.TRACES, 1)
                    .addLatency(4_000)));
  }

  @Test
  void aTraceThatNothingHasSeenIsNotCounted() {
    assertThat(TraceContributions.of(TraceFact.newBuilder().setUserId("ada").build())).isEmpty();
  }

  @Test
  void aCategoryIsADimensionAndFreeTextIsNot() {
    var score = ScoreFact.newBuilder().setStringValue("good").setName("tone");
    assertThat(value(score.setDataType(ScoreDataType.CATEGORICAL).build())).isEqualTo("good");
    assertThat(value(score.setDataType(ScoreDataType.TEXT).build())).isEmpty();
  }

  @Test
  void aNumberLongerThanAnyRecordDoesNotStopTheSum() {
    var score = ScoreFact.newBuilder().setValue("1e999999999").build();
    assertThat(ScoreContributions.of(score).getFirst().measures())
        .isEqualTo(new Aggregate().add(Sum.COUNT, 1));
  }

  private static String value(ScoreFact score) {
    return ScoreContributions.of(score).getFirst().key().dims().getLast();
  }

  private static Map<RollupKey, Aggregate> rows(List<Contribution> contributions) {
    var rows = new HashMap<RollupKey, Aggregate>();
    contributions.forEach(row -> add(rows, row, 1));
    return rows;
  }

  private static void add(Map<RollupKey, Aggregate> rows, Contribution row, int sign) {
    rows.computeIfAbsent(row.key(), k -> new Aggregate()).add(row.measures(), sign);
  }

  private static RollupKey key(RollupFamily family, long bucket, String... dims) {
    return new RollupKey(family, 1, bucket, List.of(dims), 0);
  }
}
