package io.tallystream.enrichment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.enrichment.pricing.Catalogue;
import io.tallystream.event.Letters;
import io.tallystream.event.v1.DeadLetter;
import io.tallystream.event.v1.FactChange;
import io.tallystream.event.v1.PriceState;
import io.tallystream.event.v1.ScoreDataType;
import io.tallystream.event.v1.TraceFact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records in, changes out. */
class EnrichmentTopologyTest extends EnrichmentCase {
  private static final String CREATE =
      """
      {"id":"e1","type":"generation-create","timestamp":"2026-01-01T00:00:00Z","body":{"id":"o",
       "traceId":"t","startTime":"2026-01-01T00:00:00Z","model":"m-1","input":"hi"}}""";
  private static final String UPDATE =
      """
      {"id":"e2","type":"generation-update","timestamp":"2026-01-01T00:00:02Z","body":{"id":"o",
       "traceId":"t","endTime":"2026-01-01T00:00:02Z","usageDetails":{"input":10,"output":5}}}""";
  private static final String TRACE =
      """
      {"id":"e3","type":"trace-create","timestamp":"2026-01-01T00:00:03Z","body":{"id":"t",
       "userId":"u","sessionId":"s","tags":["b","a"]}}""";

  @Test
  void theTopologyIsTheReviewedOne() throws IOException {
    try (var golden = getClass().getResourceAsStream("/topology.txt")) {
      assertThat(
              EnrichmentTopology.of(epochMs -> new Catalogue(List.of()), Duration.ZERO)
                  .describe()
                  .toString()
                  .strip())
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }

  @Test
  void createThenUpdateAndARepeat() {
    enrichment.events(CREATE).events(UPDATE).events(CREATE);
    assertPriced(enrichment.facts());
  }

  @Test
  void updateThenCreateAndARepeat() {
    enrichment.events(UPDATE).events(CREATE).events(UPDATE);
    assertPriced(enrichment.facts());
  }

  private static void assertPriced(List<FactChange> changes) {
    assertThat(changes).hasSize(4);
    var o = changes.get(2).getObservation().getNext();
    assertThat(o.getPriceState()).isEqualTo(PriceState.PRICED);
    assertThat(o.getTotalCost()).isEqualTo(10 * 3_000 + 5 * 15_000);
    assertThat(o.getUsageMap()).containsEntry("total", 15L);
    assertThat(o.getEndUs() - o.getStartUs()).isEqualTo(2_000_000);
    assertThat(changes.get(2).getSeq()).isEqualTo(2);
    assertThat(changes.get(2).getObservation().getPrev().getModel())
        .isEqualTo(changes.get(0).getObservation().getNext().getModel());
    var t = changes.get(3).getTrace().getNext();
    assertThat(t.getExplicit()).isFalse();
    assertThat(t.getCells(0).getMeasures().getPricedCost()).isEqualTo(105_000);
    assertThat(t.getCells(0).getMeasures().getCount()).isEqualTo(1);
  }

  @Test
  void aPricedObservationKeepsItsPriceWhateverTheCatalogueSaysLater() {
    var dearer = Enrichment.MODEL.toBuilder().setId("m2");
    dearer.getTiersBuilder(0).setId("p2").putPrices("input", 4_000).putPrices("output", 16_000);
    var retired = Enrichment.MODEL.toBuilder().setRetired(true).build();
    enrichment.events(CREATE, UPDATE).models(retired, dearer.build());

    enrichment.events(UPDATE.replace("\"output\":5", "\"output\":6").replace("02Z", "03Z"));
    var last = enrichment.facts().get(2).getObservation().getNext();
    assertThat(last.getPriceId()).isEqualTo("p");
    assertThat(last.getTotalCost()).isEqualTo(10 * 3_000 + 6 * 15_000);

    enrichment.events(CREATE.replace("\"o\"", "\"o2\""), UPDATE.replace("\"o\"", "\"o2\""));
    assertThat(enrichment.facts().getFirst().getObservation().getNext().getPriceId())
        .isEqualTo("p2");
  }

  @Test
  void aLateTraceMovesItsSumsToItsUser() {
    enrichment.events(CREATE, UPDATE).events(TRACE);
    var change = enrichment.facts().getLast().getTrace();
    assertThat(change.getPrev().getUserId()).isEmpty();
    assertThat(change.getPrev().getExplicit()).isFalse();
    TraceFact next = change.getNext();
    assertThat(next.getUserId()).isEqualTo("u");
    assertThat(next.getSessionId()).isEqualTo("s");
    assertThat(next.getTagsList()).containsExactly("a", "b");
    assertThat(next.getExplicit()).isTrue();
    assertThat(next.getCellsList()).isEqualTo(change.getPrev().getCellsList()).hasSize(1);
  }

  @Test
  void aTraceThatWasNeverSentIsWhereItsFirstObservationIs() {
    enrichment.events(span("b", "02", "staging")).events(span("c", "03", "production"));
    assertThat(lastTrace().getEnvironment()).isEqualTo("staging");
    enrichment.events(span("a", "01", "production"));
    assertThat(lastTrace().getEnvironment()).isEqualTo("production");
  }

  private TraceFact lastTrace() {
    return enrichment.facts().getLast().getTrace().getNext();
  }

  private static String span(String id, String second, String environment) {
    return """
        {"id":"%1$s-%2$s","type":"span-create","timestamp":"2026-01-01T00:00:%2$sZ","body":{"id":"%1$s",
         "traceId":"t","startTime":"2026-01-01T00:00:%2$sZ","environment":"%3$s"}}"""
        .formatted(id, second, environment);
  }

  @Test
  void anEventWithoutATraceHasOneOfItsOwn() {
    enrichment.events(
        """
        {"id":"e","type":"event-create","timestamp":"2026-01-01T00:00:03Z","body":{"id":"t",
         "name":"n"}}""");
    var changes = enrichment.facts();
    assertThat(changes.getFirst().getObservation().getNext().getTraceId()).isEqualTo("t");
    assertThat(changes.getLast().getTrace().getNext().getExplicit()).isTrue();
    assertThat(changes.getLast().getTrace().getNext().getName()).isEqualTo("n");
  }

  @Test
  void anEventWhoseTraceOthersToldMakesNoWrapper() {
    enrichment.events(
        """
        {"id":"e","type":"span-create","timestamp":"2026-01-01T00:00:03Z","body":{"id":"o",
         "name":"n"}}""");
    var changes = enrichment.facts();
    assertThat(changes.getFirst().getObservation().getNext().getTraceId()).isEqualTo("t");
    assertThat(changes.getLast().getTrace().getNext().getExplicit()).isFalse();
    assertThat(changes.getLast().getTrace().getNext().getName()).isEmpty();
  }

  @Test
  void poisonIsQuarantinedAloneAndTheRestGoesOn() {
    enrichment.events("{\"id\":\"x\"}", CREATE, "not JSON");
    var letters = enrichment.letters();
    assertThat(letters).extracting("reason").containsOnly("undecodable_event").hasSize(2);
    assertThat(Enrichment.batch(letters.getFirst()).getBatchEventsList())
        .extracting(e -> e.toStringUtf8())
        .containsExactly("{\"id\":\"x\"}");
    assertThat(enrichment.facts()).hasSize(2);
  }

  @Test
  void aCostOutOfRangeRefusesOnlyItsEvent() {
    String absurd = UPDATE.replace("\"input\":10", "\"input\":999999999999999").replace("e2", "e9");
    enrichment.events(CREATE, absurd, UPDATE);
    assertThat(enrichment.letters()).extracting("reason").containsExactly("cost_out_of_range");
    var o = enrichment.facts().getFirst().getObservation().getNext();
    assertThat(o.getTotalCost()).isEqualTo(105_000);
  }

  @Test
  void aRecordThatIsNoRecordIsQuarantinedWhole() {
    enrichment.raw("events", new byte[] {1, 2, 3}).raw("scores", null);
    enrichment.raw("events", Enrichment.record("t", CREATE).setFormat(2).build().toByteArray());
    assertThat(enrichment.letters())
        .extracting("reason")
        .containsOnly("undecodable_record")
        .hasSize(3);
    assertThat(enrichment.facts()).isEmpty();
  }

  @Test
  void aReplayThatFailsAgainIsASecondAttemptAndWhatItMakesIsNot() {
    enrichment.events("not JSON");
    DeadLetter first = enrichment.letters().getFirst();
    assertThat(first.getAttempt()).isEqualTo(1);

    enrichment.replay(first);
    DeadLetter second = enrichment.letters().getFirst();
    assertThat(second.getAttempt()).isEqualTo(2);
    assertThat(second.getOrigin()).isEqualTo(Letters.id(first).toString());
    assertThat(second.getValue()).isEqualTo(first.getValue());

    var good = Enrichment.record("t", CREATE).build().toByteString();
    enrichment.replay(first.toBuilder().setValue(good).build());
    // And how the first event ended.
    assertThat(enrichment.headersOfFacts()).hasSize(3).allMatch(h -> h.toArray().length == 0);
    assertThat(enrichment.letters()).isEmpty();
  }

  @Test
  void anEventOfAnotherTopicStopsNothing() {
    enrichment.events(score("s", "1", "0.5"), CREATE).scores("s", CREATE, score("s", "1", "0.5"));
    assertThat(enrichment.letters())
        .extracting("reason")
        .containsOnly("undecodable_event")
        .hasSize(2);
    assertThat(enrichment.facts()).hasSize(3);
  }

  @Test
  void aScoreIsReplacedByItsId() {
    enrichment.scores("s", score("s", "1", "0.50")).scores("s", score("s", "2", "1"));
    enrichment.scores("s", score("s", "1", "0.50"));
    var changes = enrichment.facts();
    assertThat(changes).hasSize(2);
    assertThat(changes.getFirst().getScore().getNext().getValue()).isEqualTo("0.50");
    var change = changes.getLast().getScore();
    assertThat(change.getPrev()).isEqualTo(changes.getFirst().getScore().getNext());
    assertThat(change.getNext().getValue()).isEqualTo("1");
    assertThat(change.getNext().getDataType()).isEqualTo(ScoreDataType.NUMERIC);
    assertThat(change.getNext().getTimestampUs() % 60_000_000).isEqualTo(1_000_000);
  }

  @Test
  void aPayloadIsSentAsItWasSpelled() {
    enrichment.events(
        CREATE.replace(
            "\"hi\"", "{\"n\":12345678901234567890123,\"d\":0.10,\"e\":1e2, \"f\":100.0}"));
    assertThat(enrichment.bodies())
        .containsExactly("{\"n\":12345678901234567890123,\"d\":0.10,\"e\":1e2,\"f\":100.0}");
  }

  @Test
  void pricesAreThoseOfTheRecordsTime() {
    enrichment.events(CREATE);
    assertThat(enrichment.askedPricesAsOf()).containsExactly(Enrichment.TIMESTAMP_MS);
  }

  @Test
  void anExtremeThatShrinksIsTakenFromAllObservations() {
    String other = CREATE.replace("\"o\"", "\"p\"").replace("00:00:00Z", "00:00:30Z");
    String late =
        UPDATE.replace("\"endTime\":\"2026-01-01T00:00:02Z", "\"endTime\":\"2026-01-01T00:01:00Z");
    String corrected =
        UPDATE
            .replace("e2", "e5")
            .replace(
                "\"timestamp\":\"2026-01-01T00:00:02Z", "\"timestamp\":\"2026-01-01T00:00:09Z");
    enrichment.events(CREATE, late).events(other).events(corrected);
    TraceFact t = enrichment.facts().getLast().getTrace().getNext();
    assertThat(t.getLastEndUs() - t.getFirstStartUs()).isEqualTo(2_000_000);
    assertThat(t.getLastStartUs() - t.getFirstStartUs()).isEqualTo(30_000_000);
  }

  private static String score(String id, String second, String value) {
    return """
        {"id":"%s-%s","type":"score-create","timestamp":"2026-01-01T00:00:0%sZ",
         "body":{"id":"%s","traceId":"t","name":"n","value":%s}}"""
        .formatted(id, second, second, id, value);
  }
}
