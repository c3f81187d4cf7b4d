package io.tallystream.bench.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SdkEventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int REQUESTS = 70;

  private final SdkEvents sdk = new SdkEvents("bench", 1);

  @Test
  void theMixIsThatOfATraceWithTwoGenerations() throws IOException {
    Map<String, Integer> types = new HashMap<>();
    int observations = 0;
    for (int i = 0; i < REQUESTS; i++) {
      SdkEvents.Request request = sdk.next();
      assertThat(request.events()).hasSize(SdkEvents.OF_A_REQUEST);
      observations += request.observations();
      for (JsonNode event : parsed(request)) {
        types.merge(event.get("type").textValue(), 1, Integer::sum);
      }
    }
    int traces = REQUESTS * SdkEvents.OF_A_REQUEST / 7;
    assertThat(types)
        .isEqualTo(
            Map.of(
                "trace-create",
                traces,
                "span-create",
                traces,
                "generation-create",
                2 * traces,
                "generation-update",
                2 * traces,
                "score-create",
                traces));
    assertThat(observations).isEqualTo(3 * traces);
  }

  @Test
  void idsAreNotRepeatedAndUpdatesNameWhatWasCreated() throws IOException {
    var ids = new HashSet<String>();
    var created = new HashSet<String>();
    for (int i = 0; i < REQUESTS; i++) {
      for (JsonNode event : parsed(sdk.next())) {
        assertThat(ids.add(event.get("id").textValue())).isTrue();
        String entity = event.get("body").get("id").textValue();
        if (event.get("type").textValue().endsWith("-update")) {
          assertThat(created).contains(entity);
        } else {
          assertThat(created.add(entity)).isTrue();
        }
      }
    }
  }

  private static List<JsonNode> parsed(SdkEvents.Request request) throws IOException {
    var events = new ArrayList<JsonNode>();
    for (byte[] event : request.events()) {
      events.add(JSON.readTree(event));
    }
    return events;
  }
}
