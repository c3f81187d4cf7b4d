package io.tallystream.enrichment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.enrichment.usage.ObservationMeasures;
import io.tallystream.event.v1.FactChange;
import io.tallystream.event.v1.Measures;
import io.tallystream.event.v1.ObservationFact;
import io.tallystream.event.v1.TraceCell;
import io.tallystream.event.v1.TraceFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * {@code sum over changes of (next - prev) = sum over the last facts}, in whatever order, number
 * and grouping the events come; and that sum is what the trace carries.
 */
class ContributionsPropertyTest {
  @Property(tries = 12, shrinking = ShrinkingMode.BOUNDED)
  void changesSumToTheLastFacts(@ForAll Random random) throws IOException {
    List<FactChange> changes = run(schedule(random));
    var sum = Measures.newBuilder();
    Map<String, ObservationFact> last = new HashMap<>();
    TraceFact trace = TraceFact.getDefaultInstance();
    for (FactChange change : changes) {
      if (change.hasObservation()) {
        var o = change.getObservation();
        assertThat(o.getPrev()).isEqualTo(Facts.stripped(last(last, o.getNext().getId())));
        if (o.hasPrev()) {
          ObservationMeasures.add(sum, ObservationMeasures.of(o.getPrev()), -1);
        }
        ObservationMeasures.add(sum, ObservationMeasures.of(o.getNext()), 1);
        last.put(o.getNext().getId(), o.getNext());
      } else {
        assertThat(change.getTrace().getPrev()).isEqualTo(trace);
        trace = change.getTrace().getNext();
      }
    }
    assertThat(sum.build())
        .isEqualTo(total(last.values().stream().map(ObservationMeasures::of).toList()));
    assertThat(total(trace.getCellsList().stream().map(TraceCell::getMeasures).toList()))
        .isEqualTo(sum.build());
    assertExtent(trace, last);
  }

  /** Facts do not depend on the schedule either, but for the number of changes. */
  @Property(tries = 6, shrinking = ShrinkingMode.BOUNDED)
  void theLastFactsAreThoseOfOneRecordInOrder(@ForAll Random random) throws IOException {
    assertThat(lastFacts(run(schedule(random)))).isEqualTo(lastFacts(run(List.of(events()))));
  }

  private static ObservationFact last(Map<String, ObservationFact> last, String id) {
    return last.getOrDefault(id, ObservationFact.getDefaultInstance());
  }

  private static void assertExtent(TraceFact trace, Map<String, ObservationFact> last) {
    var starts = last.values().stream().mapToLong(ObservationFact::getStartUs).summaryStatistics();
    var ends =
        last.values().stream()
            .filter(ObservationFact::hasEndUs)
            .mapToLong(ObservationFact::getEndUs)
            .summaryStatistics();
    assertThat(trace.getFirstStartUs()).isEqualTo(starts.getMin());
    assertThat(trace.getLastStartUs()).isEqualTo(starts.getMax());
    assertThat(trace.getLastEndUs()).isEqualTo(ends.getMax());
  }

  private static Measures total(List<Measures> all) {
    var sum = Measures.newBuilder();
    all.forEach(m -> ObservationMeasures.add(sum, m, 1));
    return sum.build();
  }

  private static Map<String, Object> lastFacts(List<FactChange> changes) {
    var last = new HashMap<String, Object>();
    for (FactChange c : changes) {
      if (c.hasObservation()) {
        last.put(c.getObservation().getNext().getId(), c.getObservation().getNext());
      } else {
        last.put("trace", c.getTrace().getNext());
      }
    }
    return last;
  }

  /** Three observations by create and two updates each, and two writes of their trace. */
  private static List<String> events() {
    var all = new ArrayList<String>();
    for (int o = 0; o < 3; o++) {
      all.add(
          event(o, "generation-create", 0, "\"startTime\":\"2026-01-01T0%d:59:59Z\"".formatted(o)));
      all.add(event(o, "generation-update", 1, "\"model\":\"m-1\",\"usageDetails\":{\"input\":7}"));
      all.add(
          event(
              o,
              "generation-update",
              2,
              "\"level\":\"ERROR\",\"usageDetails\":{\"output\":%d},\"endTime\":\"2026-01-01T05:0%d:00Z\""
                  .formatted(o, o)));
      all.add(event(o, "generation-update", 3, "\"endTime\":\"2026-01-01T04:00:00Z\""));
    }
    for (int t = 0; t < 2; t++) {
      all.add(
          """
          {"id":"t%d","type":"trace-create","timestamp":"2026-01-01T00:00:0%dZ",
           "body":{"id":"t","userId":"u%d","tags":["%d"]}}"""
              .formatted(t, t, t, t));
    }
    return all;
  }

  private static String event(int o, String type, int second, String fields) {
    return """
        {"id":"e%d-%d","type":"%s","timestamp":"2026-01-01T00:00:0%dZ",
         "body":{"id":"o%d","traceId":"t",%s}}"""
        .formatted(o, second, type, second, o, fields);
  }

  private static List<List<String>> schedule(Random random) {
    var arrived = new ArrayList<>(events());
    events().stream().filter(e -> random.nextInt(3) == 0).forEach(arrived::add);
    Collections.shuffle(arrived, random);
    var records = new ArrayList<List<String>>();
    for (String event : arrived) {
      if (records.isEmpty() || random.nextBoolean()) {
        records.add(new ArrayList<>());
      }
      records.getLast().add(event);
    }
    return records;
  }

  private static List<FactChange> run(List<List<String>> records) throws IOException {
    Path state = Files.createTempDirectory("enrichment");
    try (var enrichment = new Enrichment(state)) {
      records.forEach(r -> enrichment.events(r.toArray(String[]::new)));
      return enrichment.facts();
    } finally {
      try (var files = Files.walk(state)) {
        files.collect(Collectors.toList()).reversed().forEach(f -> f.toFile().delete());
      }
    }
  }
}
