package io.tallystream.bench.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.audit.Comparison;
import io.tallystream.audit.Observation;
import io.tallystream.audit.Rollups;
import io.tallystream.audit.Totals;
import io.tallystream.bench.generator.Event;
import io.tallystream.bench.generator.PriceList;
import io.tallystream.bench.generator.Workload;
import io.tallystream.event.LogLinear;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/**
 * The judge is judged: it must not depend on the order of events, and it must see every kind of
 * wrong row.
 */
class OracleTest {
  private static final PriceList PRICES =
      new PriceList(
          Map.of(
              "cheap",
              new PriceList.Model(
                  "cheap",
                  List.of(
                      new PriceList.Tier(
                          "tier-1",
                          -1,
                          Map.of(
                              "input",
                              new BigDecimal("0.00000015"),
                              "output",
                              new BigDecimal("0.0000006")))),
                  "gpt-4o")));

  private final List<Event> events =
      Workload.generate(3, 4_000, List.of("cheap"), Instant.parse("2026-03-01T00:00:00Z"));

  @Property
  void itsBucketsAreThoseOfTheStagesFoundOnAnotherWay(
      @ForAll @LongRange(min = -5, max = Long.MAX_VALUE / 4) long value) {
    assertThat(Totals.bucket(value)).isEqualTo(LogLinear.index(value));
  }

  @Test
  void orderAndRepetitionChangeNothing() {
    var disturbed = new ArrayList<>(events);
    disturbed.addAll(events.subList(0, 500));
    Collections.shuffle(disturbed, new Random(1));
    assertThat(rollups(disturbed)).isEqualTo(rollups(events));
  }

  @Test
  void equalRowsAreExact() {
    Comparison comparison = Comparison.of(rollups(events), rollups(events));
    assertThat(comparison.exact()).isTrue();
    assertThat(comparison.compared().values()).allMatch(rows -> rows > 0);
  }

  @Test
  void tokensThatNobodySentAreCounted() {
    var states =
        new Fold(events, PRICES).observations.stream().map(Observation::priceState).toList();
    assertThat(states).contains("priced", "stated", "estimated", "unpriced", "no_usage");
  }

  @Test
  void oneEventLessIsSeen() {
    assertThat(Comparison.of(rollups(events), rollups(events.subList(1, events.size()))).exact())
        .isFalse();
  }

  @Test
  void onePicoDollarIsSeen() {
    var wrong = rollups(events);
    wrong.values().iterator().next().add("priced_cost", 1);
    Comparison comparison = Comparison.of(rollups(events), wrong);
    assertThat(comparison.exact()).isFalse();
    assertThat(comparison.drift().values().stream().mapToInt(n -> n).sum()).isEqualTo(1);
  }

  @Test
  void nothingComparedIsNoPass() {
    assertThat(Comparison.of(Map.of(), Map.of()).exact()).isFalse();
  }

  private static Map<Rollups.Key, Totals> rollups(List<Event> events) {
    var fold = new Fold(events, PRICES);
    return Rollups.of(fold.observations, fold.traces, fold.scores);
  }
}
