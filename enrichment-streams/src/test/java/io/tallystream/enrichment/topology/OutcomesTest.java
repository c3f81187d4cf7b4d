package io.tallystream.enrichment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.event.Topics;
import io.tallystream.event.v1.EventBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each accepted event ends once: stored, duplicate or quarantined. */
class OutcomesTest extends EnrichmentCase {
  private static final String CREATE = span("a", "create", 1, "\"name\":\"n\"");
  private static final String UPDATE =
      span("a", "update", 2, "\"output\":\"o\",\"level\":\"ERROR\"");
  private static final String TRACE =
      "{\"id\":\"t1\",\"type\":\"trace-create\",\"timestamp\":\"2026-01-01T00:00:01Z\",\"body\":{\"id\":\"t\",\"name\":\"n\"}}";
  private static final String POISON =
      "{\"id\":\"p\",\"type\":\"poison\",\"timestamp\":\"2026-01-01T00:00:01Z\",\"body\":{\"id\":\"x\"}}";

  @Test
  void newAndOldAndBadAreToldApart() {
    enrichment.events(CREATE, UPDATE, TRACE);
    assertThat(enrichment.outcomes()).containsExactly(3, 0, 0);
    enrichment.events(CREATE).events(TRACE);
    assertThat(enrichment.outcomes()).containsExactly(0, 2, 0);
    enrichment.events(CREATE, POISON, span("b", "create", 1, "\"name\":\"n\""));
    assertThat(enrichment.outcomes()).containsExactly(1, 1, 1);
    enrichment.events(UPDATE.replace("ERROR", "WARNING").replace("e-a-update-2", "other"), UPDATE);
    assertThat(enrichment.outcomes().stream().mapToInt(n -> n).sum()).isEqualTo(2);
  }

  @Test
  void scoresTooAndARepeatWithinTheRecord() {
    String score =
        "{\"id\":\"s1\",\"type\":\"score-create\",\"timestamp\":\"2026-01-01T00:00:01Z\",\"body\":{\"id\":\"s\",\"traceId\":\"t\",\"name\":\"q\",\"value\":1}}";
    enrichment.scores("s", score, score, POISON);
    assertThat(enrichment.outcomes()).containsExactly(1, 1, 1);
  }

  @Test
  void aCostOutOfRangeIsQuarantinedAndItsReplayIsNotCountedAgain() {
    String absurd =
        span("a", "update", 3, "\"costDetails\":{\"total\":1e30}").replace("span-", "generation-");
    enrichment.events(CREATE, absurd);
    assertThat(enrichment.outcomes()).containsExactly(1, 0, 1);
    enrichment.replay(enrichment.letters().getFirst());
    assertThat(enrichment.outcomes()).containsExactly(0, 0, 0);
    assertThat(enrichment.letters()).hasSize(1);
  }

  @Test
  void aRecordThatSaysNotWhoseItIsIsCountedForNobody() {
    enrichment.raw(Topics.EVENTS, "no record".getBytes(StandardCharsets.UTF_8));
    assertThat(enrichment.outcomes()).containsExactly(0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whateverComesIsCountedOnce(long seed) {
    var random = new Random(seed);
    int sent = 0;
    for (int record = 0; record < 60; record++) {
      var events = new ArrayList<String>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        events.add(any(random));
      }
      EventBatch.Builder batch = Enrichment.record("t", events.toArray(String[]::new));
      enrichment.raw(Topics.EVENTS, batch.build().toByteArray());
      sent += events.size();
    }
    List<Integer> ends = enrichment.outcomes();
    assertThat(ends).allMatch(n -> n > 0);
    assertThat(ends.stream().mapToInt(n -> n).sum()).isEqualTo(sent);
    assertThat(ends.get(2)).isEqualTo(enrichment.letters().size());
  }

  private static String any(Random random) {
    String id = String.valueOf((char) ('a' + random.nextInt(4)));
    return switch (random.nextInt(8)) {
      case 0 -> POISON;
      case 1 -> "not JSON";
      case 2 -> TRACE.replace(":01Z", ":0" + random.nextInt(5) + "Z");
      case 3 -> TRACE;
      case 4 -> span("t", "create", 1, "\"name\":\"n\"").replace(",\"traceId\":\"t\"", "");
      default ->
          span(
              id,
              random.nextBoolean() ? "create" : "update",
              random.nextInt(5),
              "\"name\":\"n" + random.nextInt(3) + "\"");
    };
  }

  private static String span(String id, String kind, int second, String fields) {
    return "{\"id\":\"e-%1$s-%2$s-%3$d\",\"type\":\"span-%2$s\",\"timestamp\":\"2026-01-01T00:00:0%3$dZ\",\"body\":{\"id\":\"%1$s\",\"traceId\":\"t\",%4$s}}"
        .formatted(id, kind, second, fields);
  }
}
