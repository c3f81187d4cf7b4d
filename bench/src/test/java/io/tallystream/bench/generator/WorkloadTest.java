package io.tallystream.bench.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  private static final Instant NEWEST = Instant.parse("2026-03-01T00:00:00Z");
  private final List<Event> events = Workload.generate(7, 5_000, List.of("a", "b"), NEWEST);

  @Test
  void equalSeedsGiveEqualEvents() {
    assertThat(Workload.generate(7, 5_000, List.of("a", "b"), NEWEST)).isEqualTo(events);
    assertThat(Workload.generate(8, 5_000, List.of("a", "b"), NEWEST)).isNotEqualTo(events);
  }

  @Test
  void oneEventInElevenIsADuplicate() {
    assertThat(events).hasSize(5_000);
    assertThat(new HashSet<>(events)).hasSize(4_545);
  }

  @Test
  void itHoldsCreatesUpdatesScoresAndDisorder() {
    assertThat(events.stream().map(Event::type))
        .contains(
            "trace-create",
            "generation-create",
            "generation-update",
            "span-create",
            "score-create");
    assertThat(events.stream().map(Event::timestamp).sorted().toList())
        .isNotEqualTo(events.stream().map(Event::timestamp).toList());
  }
}
