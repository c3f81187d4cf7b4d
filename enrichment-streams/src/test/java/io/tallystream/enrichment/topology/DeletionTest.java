package io.tallystream.enrichment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.event.Topics;
import io.tallystream.event.v1.FactChange;
import io.tallystream.event.v1.TraceFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** What is deleted leaves nothing but a mark, whatever the order in which it all comes. */
class DeletionTest extends EnrichmentCase {
  private static final String MARKER = "z\u00fcndkerze-4711";
  private static final String GENERATION =
      """
      {"id":"e1","type":"generation-create","timestamp":"2026-01-01T00:00:00Z","body":{"id":"o",
       "traceId":"t","name":"MARK","startTime":"2026-01-01T00:00:00Z","model":"m-1","input":"MARK",
       "usageDetails":{"input":10,"output":5}}}"""
          .replace("MARK", MARKER);
  private static final String SPAN =
      GENERATION.replace("e1", "e2").replace("\"o\"", "\"p\"").replace("00:00:00Z", "01:30:00Z");
  private static final String TRACE =
      """
      {"id":"e3","type":"trace-create","timestamp":"2026-01-01T00:00:03Z","body":{"id":"t",
       "userId":"MARK","sessionId":"s","tags":["b","a"]}}"""
          .replace("MARK", MARKER);

  /** Newer than any deletion: what a span says that ends after its trace was deleted. */
  private static final String LATE =
      """
      {"id":"e4","type":"generation-update","timestamp":"2031-01-01T00:00:00Z","body":{"id":"o",
       "traceId":"t","statusMessage":"MARK","output":"MARK"}}"""
          .replace("MARK", MARKER);

  private static final String SCORE =
      """
      {"id":"e5","type":"score-create","timestamp":"2026-01-01T00:00:04Z",
       "body":{"id":"s","traceId":"t","name":"n","value":1,"comment":"MARK"}}"""
          .replace("MARK", MARKER);

  @Test
  void eachChangeIsTakenBackAndEndsInATombstone() {
    enrichment.events(GENERATION, SPAN).events(TRACE).deleteTrace();
    List<FactChange> changes = enrichment.facts();
    var ends = changes.subList(changes.size() - 3, changes.size());
    assertThat(ends.subList(0, 2))
        .allMatch(c -> c.getObservation().hasPrev() && !c.getObservation().hasNext())
        .allMatch(c -> c.getSeq() == 2);
    TraceFact trace = ends.getLast().getTrace().getPrev();
    assertThat(ends.getLast().getTrace().hasNext()).isFalse();
    assertThat(trace.getUserId()).isEqualTo(MARKER);
    assertThat(trace.getCellsList()).hasSize(2);
    assertThat(End.observations(changes)).isEmpty();
  }

  @Test
  void afterCompactionNoByteOfItIsLeft() {
    enrichment.events(GENERATION, SPAN).events(TRACE).scores("s", SCORE);
    assertThat(End.compacted(enrichment.records(Topics.FACTS)))
        .hasSize(4)
        .allSatisfy((key, value) -> assertThat(value).contains(MARKER));
    assertThat(End.compacted(enrichment.changelog(EnrichmentTopology.ENTITIES)))
        .hasSize(3)
        .allSatisfy((key, value) -> assertThat(value).contains(MARKER));
    enrichment.deleteTrace().deleteScore("s");
    assertThat(End.compacted(enrichment.records(Topics.FACTS))).isEmpty();
    assertThat(End.compacted(enrichment.changelog(EnrichmentTopology.ENTITIES)).values())
        .containsExactly("\0");
    assertThat(End.compacted(enrichment.changelog(EnrichmentTopology.SCORE_ENTITIES)).values())
        .containsExactly("\0");
  }

  @Test
  void whatComesLateHasNoEffectNotEvenAsALetter() {
    enrichment.events(GENERATION).deleteTrace();
    enrichment.facts();
    enrichment.bundles();
    enrichment.events(GENERATION).events(TRACE).events(LATE).events(MARKER).deleteTrace();
    assertThat(enrichment.facts()).isEmpty();
    assertThat(enrichment.bundles()).isEmpty();
    assertThat(enrichment.letters()).isEmpty();
  }

  @Test
  void aDeletionMayComeBeforeWhatItDeletes() {
    enrichment.deleteTrace().events(GENERATION, TRACE).deleteScore("s").scores("s", SCORE);
    assertThat(enrichment.facts()).isEmpty();
    assertThat(enrichment.bundles()).singleElement().matches(b -> b.getDeleted());
  }

  @Test
  void payloadsAreToldInTheirOwnOrder() {
    enrichment.events(GENERATION).deleteTrace();
    assertThat(enrichment.bundles()).extracting(b -> b.getDeleted()).containsExactly(false, true);
  }

  @Test
  void aScoreIsTakenBack() {
    enrichment.scores("s", SCORE).deleteScore("s").deleteScore("s").scores("s", SCORE);
    List<FactChange> changes = enrichment.facts();
    assertThat(changes).hasSize(2);
    assertThat(changes.getLast().getScore().hasNext()).isFalse();
    assertThat(changes.getLast().getScore().getPrev())
        .isEqualTo(changes.getFirst().getScore().getNext());
  }

  /** Trace {@code t} is deleted somewhere in between, {@code u} is not. */
  @Property(tries = 15, shrinking = ShrinkingMode.BOUNDED)
  void anyOrderEndsAsIfTheDeletedTraceHadNeverBeen(@ForAll Random random) throws IOException {
    var model = new ArrayList<>(sent("u"));
    model.add(DELETE);
    End expected = run(model);
    assertThat(expected.facts()).hasSize(3);
    assertThat(expected.observations()).hasSize(2);
    assertThat(run(schedule(random))).isEqualTo(expected);
  }

  private record Sent(String trace, String event) {}

  private static final Sent DELETE = new Sent("t", "");

  private static List<Sent> sent(String trace) {
    return Stream.of(GENERATION, SPAN, TRACE, LATE)
        .map(
            event ->
                event
                    .replace("\"traceId\":\"t\"", "\"traceId\":\"%s\"".formatted(trace))
                    .replace("\"id\":\"t\"", "\"id\":\"%s\"".formatted(trace)))
        .map(event -> new Sent(trace, event))
        .toList();
  }

  /** Each event once or more, one or two deletions between them, shuffled. */
  private static List<Sent> schedule(Random random) {
    var all = new ArrayList<>(sent("t"));
    all.addAll(sent("u"));
    List.copyOf(all).stream().filter(e -> random.nextBoolean()).forEach(all::add);
    all.add(DELETE);
    if (random.nextBoolean()) {
      all.add(DELETE);
    }
    Collections.shuffle(all, random);
    return all;
  }

  private static End run(List<Sent> records) throws IOException {
    Path folder = Files.createTempDirectory("enrichment");
    try (var enrichment = new Enrichment(folder)) {
      for (Sent sent : records) {
        if (sent == DELETE) {
          enrichment.deleteTrace();
        } else {
          byte[] record = Enrichment.record(sent.trace, sent.event).build().toByteArray();
          enrichment.raw(Topics.EVENTS, record);
        }
      }
      return End.of(enrichment);
    } finally {
      try (var files = Files.walk(folder)) {
        files.collect(Collectors.toList()).reversed().forEach(f -> f.toFile().delete());
      }
    }
  }
}
