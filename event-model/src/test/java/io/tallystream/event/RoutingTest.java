package io.tallystream.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RoutingTest {
  @Test
  void hashesAndPartitionsAreFrozenBecauseStoredRowsNameThem() {
    assertThat(Routing.hash("trace-1"))
        .isEqualTo(UUID.fromString("17fe6f30-3311-c0b1-64b9-37e419518c1f"));
    assertThat(Routing.partition(1, "trace-1", 12)).isEqualTo(4);
  }

  @Property
  void everyPartitionIsInRange(
      @ForAll int project, @ForAll String id, @ForAll @IntRange(min = 1, max = 128) int count) {
    assertThat(Routing.partition(project, id, count)).isBetween(0, count - 1);
  }

  @Property
  void factKeysSurviveTheRoundTripAndRouteWithTheirTrace(
      @ForAll int project, @ForAll String trace, @ForAll String observation) {
    var key = FactKey.observation(project, Routing.hash(trace), Routing.hash(observation));
    assertThat(FactKey.parse(key.bytes())).isEqualTo(key);
    assertThat(key.routingKey())
        .isEqualTo(FactKey.trace(project, Routing.hash(trace)).routingKey());
    assertThat(key.bytes()).startsWith(key.routingKey());
  }
}
