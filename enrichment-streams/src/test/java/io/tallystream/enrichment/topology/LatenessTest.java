package io.tallystream.enrichment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.event.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Events that change everything a row or a sum depends on, in any order, repeated, grouped into any
 * records, up to 60 days apart, one of their traces deleted in between, their state leaving the
 * store in between or not: they end as they do when each comes once, in its order, at once.
 */
class LatenessTest {
  private static final long SIXTY_DAYS_MS = Duration.ofDays(60).toMillis();
  private static final List<Duration> TTLS =
      List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(1), Duration.ofDays(4));
  private static final List<String> TRACES = List.of("t", "u", "v");

  /** Deleted somewhere; the others stay. */
  private static final String DELETED = "t";

  /**
   * @param trace that it is of
   * @param json empty: the trace is deleted
   */
  private record Sent(String trace, String json) {}

  @Property(tries = 10, shrinking = ShrinkingMode.BOUNDED)
  void anyScheduleEndsAsTheEventsInOrderDo(@ForAll Random random) throws IOException {
    var inOrder = new ArrayList<List<Sent>>();
    events().forEach(event -> inOrder.add(List.of(event)));
    End expected = run(inOrder, new Random(0), 0, Duration.ZERO);
    assertThat(expected.facts()).hasSize((TRACES.size() - 1) * 6);
    assertThat(expected.facts().values().stream().filter(f -> f.contains("ESTIMATED")))
        .hasSize(TRACES.size() - 1);
    assertThat(expected.traces()).isNotEmpty();
    assertThat(expected.breaks()).isZero();
    Duration ttl = TTLS.get(random.nextInt(TTLS.size()));
    End end = run(schedule(random), random, SIXTY_DAYS_MS, ttl);
    assertThat(end.breaks()).as("chain breaks, ttl %s", ttl).isZero();
    assertSame(end.facts(), expected.facts(), "facts, ttl " + ttl);
    assertSame(end.state(), expected.state(), "state, ttl " + ttl);
    assertSame(end.observations(), expected.observations(), "sums of observations, ttl " + ttl);
    assertSame(end.traces(), expected.traces(), "sums of traces, ttl " + ttl);
    assertThat(end).as("all of it, ttl %s", ttl).isEqualTo(expected);
  }

  /** Shows what differs only. */
  private static <V> void assertSame(Map<String, V> end, Map<String, V> expected, String what) {
    assertThat(end).as(what).containsExactlyInAnyOrderEntriesOf(expected);
  }

  /**
   * Of each trace: three observations that change five times, two whose usage nobody sends, one of
   * them with a cost, and four writes of its own.
   */
  private static List<Sent> events() {
    var all = new ArrayList<Sent>();
    for (String trace : TRACES) {
      for (int o = 0; o < 3; o++) {
        all.addAll(observation(trace, o));
      }
      all.addAll(uncounted(trace, 3, ""));
      all.addAll(uncounted(trace, 4, ",\"costDetails\":{\"total\":0.25}"));
      for (int n = 0; n < 4; n++) {
        all.add(
            new Sent(
                trace,
                """
                {"id":"%s-%d","type":"trace-create","timestamp":"2026-01-01T00:00:0%dZ",
                 "body":{"id":"%s","timestamp":"2026-01-0%dT00:00:00Z","name":"n%d","userId":"u%d","sessionId":"s%d",
                  "release":"r%d","tags":["%d"],"metadata":{"k":%d}}}"""
                    .formatted(trace, n, n, trace, 1 + n, n, n % 2, n, n, n, n)));
      }
    }
    all.add(new Sent(DELETED, ""));
    return all;
  }

  private static List<Sent> observation(String trace, int o) {
    return List.of(
        event(
            trace,
            o,
            0,
            "create",
            "\"startTime\":\"2026-01-0%dT23:59:59.123456Z\",\"name\":\"a\"".formatted(1 + o)),
        event(
            trace,
            o,
            1,
            "update",
            "\"model\":\"m-1\",\"usageDetails\":{\"input\":%d,\"output\":2}".formatted(7 + o)),
        event(
            trace,
            o,
            2,
            "update",
            "\"name\":\"b\",\"level\":\"ERROR\",\"endTime\":\"2026-01-05T05:00:00Z\""),
        event(trace, o, 3, "update", "\"model\":\"unknown\",\"environment\":\"e%d\"".formatted(o)),
        event(
            trace,
            o,
            4,
            "update",
            "\"model\":\"m-1\",\"level\":\"WARNING\",\"usageDetails\":{\"input\":%d}"
                .formatted(11 * o)));
  }

  private static List<Sent> uncounted(String trace, int o, String cost) {
    return List.of(
        event(trace, o, 0, "create", "\"model\":\"m-1\",\"input\":\"hello world!\""),
        event(trace, o, 1, "update", "\"output\":\"2 + 2 = 4\",\"level\":\"ERROR\"" + cost),
        event(trace, o, 2, "update", "\"model\":\"unknown\",\"output\":\"%d\"".formatted(o)),
        event(
            trace,
            o,
            3,
            "update",
            "\"output\":[{\"role\":\"assistant\",\"content\":\"tiktoken is great!\"}]"),
        event(trace, o, 4, "update", "\"model\":\"m-2\",\"level\":\"DEFAULT\""));
  }

  private static Sent event(String trace, int o, int second, String kind, String fields) {
    return new Sent(
        trace,
        """
        {"id":"%s-o%d-%d","type":"generation-%s","timestamp":"2026-01-01T00:00:0%dZ",
         "body":{"id":"o%d","traceId":"%s",%s}}"""
            .formatted(trace, o, second, kind, second, o, trace, fields));
  }

  /** Records of one trace each, as the gateway writes them. */
  private static List<List<Sent>> schedule(Random random) {
    var arrived = new ArrayList<>(events());
    events().stream().filter(e -> random.nextInt(3) == 0).forEach(arrived::add);
    Collections.shuffle(arrived, random);
    var records = new ArrayList<List<Sent>>();
    for (Sent sent : arrived) {
      boolean joins =
          !records.isEmpty()
              && random.nextBoolean()
              && !sent.json.isEmpty()
              && records.getLast().stream()
                  .allMatch(s -> s.trace.equals(sent.trace) && !s.json.isEmpty());
      if (!joins) {
        records.add(new ArrayList<>());
      }
      records.getLast().add(sent);
    }
    return records;
  }

  private static End run(List<List<Sent>> records, Random random, long span, Duration ttl)
      throws IOException {
    Path folder = Files.createTempDirectory("enrichment");
    try (var enrichment = new Enrichment(folder, ttl)) {
      for (List<Sent> record : records) {
        String trace = record.getFirst().trace;
        String[] events =
            record.stream().map(Sent::json).filter(json -> !json.isEmpty()).toArray(String[]::new);
        var batch = Enrichment.record(trace, events).setDeleted(events.length == 0);
        enrichment.raw(Topics.EVENTS, batch.build().toByteArray());
        enrichment.later(
            Duration.ofMillis((long) (random.nextDouble() * 2 * span / records.size())));
        enrichment.rehydrate(random);
      }
      while (enrichment.rehydrate(random) > 0) {
        enrichment.later(Duration.ofMillis((long) (random.nextDouble() * 2 * ttl.toMillis())));
      }
      // Traces leave and come back again and again, or nothing is tested.
      assertThat(enrichment.evictions()).isGreaterThanOrEqualTo(ttl.isPositive() ? 8 : 0);
      return End.of(enrichment);
    } finally {
      try (var files = Files.walk(folder)) {
        files.collect(Collectors.toList()).reversed().forEach(f -> f.toFile().delete());
      }
    }
  }
}
