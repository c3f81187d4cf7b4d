package io.tallystream.deploy.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ApplicationsTest {
  private static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");

  @Test
  void theSameSeedMakesTheSameTraces() {
    assertThat(applications(7).agent(NOW)).isEqualTo(applications(7).agent(NOW));
    assertThat(applications(7).agent(NOW)).isNotEqualTo(applications(8).agent(NOW));
  }

  @Test
  void observationsOfAnAgentEndAfterTheyBeginAndBelongToItsTrace() throws Exception {
    List<JsonNode> events = events(applications(7).agent(NOW));
    String trace = events.getFirst().at("/body/id").asText();
    for (JsonNode event : events) {
      if (event.at("/body/startTime").isTextual()) {
        assertThat(event.at("/body/traceId").asText()).isEqualTo(trace);
        assertThat(Instant.parse(event.at("/body/endTime").asText()))
            .isAfter(Instant.parse(event.at("/body/startTime").asText()));
      }
    }
  }

  private static Applications applications(long seed) {
    return new Applications(new SplittableRandom(seed), NOW);
  }

  private static List<JsonNode> events(String json) throws Exception {
    var events = new ArrayList<JsonNode>();
    new ObjectMapper().readTree(json).get("batch").forEach(events::add);
    return events;
  }
}
