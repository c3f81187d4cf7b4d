package io.tallystream.enrichment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.FactChange;
import io.tallystream.event.v1.ObservationFact;
import io.tallystream.event.v1.OtlpScopeSpans;
import io.tallystream.event.v1.PriceState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Usage that nobody sent (contract 3.6); token counts as in {@code TokenCountsTest}. */
class CountingTest extends EnrichmentCase {
  private static final String CREATE =
      event(0, "create", "\"model\":\"m-1\",\"input\":\"hello world!\"");
  private static final String UPDATE = event(1, "update", "\"output\":\"2 + 2 = 4\"");
  private static final Map<String, Long> COUNTED = Map.of("input", 3L, "output", 7L, "total", 10L);

  @Test
  void textsWithoutUsageAreCountedAndPriced() {
    enrichment.events(CREATE, UPDATE);
    ObservationFact o = last();
    assertThat(o.getUsageMap()).isEqualTo(COUNTED);
    assertThat(o.getProvidedUsageMap()).isEmpty();
    assertThat(o.getUsageRule()).isEqualTo("counted");
    assertThat(o.getPriceState()).isEqualTo(PriceState.ESTIMATED);
    assertThat(o.getTotalCost()).isEqualTo(3 * 3_000 + 7 * 15_000);
  }

  @Test
  void theModelMayComeLast() {
    enrichment.events(event(1, "update", "\"output\":\"2 + 2 = 4\""));
    assertThat(last().getPriceState()).isEqualTo(PriceState.NO_USAGE);
    enrichment.events(event(2, "update", "\"input\":\"antidisestablishmentarianism\""));
    enrichment.events(event(3, "update", "\"model\":\"m-2\""));
    assertThat(last().getUsageMap()).isEqualTo(Map.of("input", 7L, "output", 5L, "total", 12L));
  }

  @Test
  void whatTheClientSaysWinsEarlierAndLater() {
    String usage = event(2, "update", "\"usageDetails\":{\"input\":1}");
    enrichment.events(CREATE, UPDATE).events(usage);
    assertThat(last().getUsageMap()).isEqualTo(Map.of("input", 1L, "total", 1L));
    enrichment.events(UPDATE.replace("\"u1\"", "\"u9\"").replace("01Z", "09Z"));
    ObservationFact o = last();
    assertThat(o.getPriceState()).isEqualTo(PriceState.PRICED);
    assertThat(o.getUsageRule()).isEqualTo("as_sent");
    assertThat(o.getTotalCost()).isEqualTo(3_000);
  }

  @Test
  void aStatedCostIsAllThatIsSaid() {
    enrichment.events(CREATE, UPDATE).events(event(2, "update", "\"costDetails\":{\"total\":1}"));
    ObservationFact o = last();
    assertThat(o.getPriceState()).isEqualTo(PriceState.STATED);
    assertThat(o.getUsageMap()).isEmpty();
    assertThat(o.getUsageRule()).isEmpty();
  }

  @Test
  void whatFailedIsNotCountedAsLongAsItFailed() {
    enrichment.events(CREATE, UPDATE).events(event(2, "update", "\"level\":\"ERROR\""));
    assertThat(last().getUsageMap()).isEmpty();
    enrichment.events(event(3, "update", "\"level\":\"WARNING\""));
    assertThat(last().getUsageMap()).isEqualTo(COUNTED);
  }

  @Test
  void theLatestTextCountsAndOneThatIsNotCountedLeavesUsageUnknown() {
    enrichment.events(CREATE, UPDATE).events(event(2, "update", "\"output\":\"hello world!\""));
    assertThat(last().getUsageMap()).containsEntry("output", 3L);
    enrichment.events(event(3, "update", "\"model\":\"unknown\",\"output\":\"x\""));
    enrichment.events(event(4, "update", "\"model\":\"m-1\""));
    assertThat(last().getPriceState()).isEqualTo(PriceState.NO_USAGE);
  }

  @Test
  void usageIsEstimatedAlsoWhereAPriceIsNotKnown() {
    var free = Enrichment.MODEL.toBuilder();
    free.getTiersBuilder(0).clearPrices().putPrices("image", 1);
    enrichment.models(free.build()).events(CREATE, UPDATE);
    ObservationFact o = last();
    assertThat(o.getUsageMap()).isEqualTo(COUNTED);
    assertThat(o.getPriceState()).isEqualTo(PriceState.UNPRICED);
    assertThat(o.getUsageRule()).isEqualTo("counted");
  }

  @Test
  void whatPricedACountGoesOnPricingIt() {
    enrichment.events(CREATE);
    var retired = Enrichment.MODEL.toBuilder().setRetired(true).build();
    var dearer = Enrichment.MODEL.toBuilder().setId("m9");
    dearer.getTiersBuilder(0).setId("p9").putPrices("input", 9_000);
    enrichment.models(retired, dearer.build()).events(UPDATE);
    ObservationFact o = last();
    assertThat(o.getModelId()).isEqualTo("m");
    assertThat(o.getTotalCost()).isEqualTo(3 * 3_000 + 7 * 15_000);
  }

  @Test
  void otherThanModelCallsAreNotCounted() {
    enrichment.events(CREATE.replace("generation-create", "span-create"));
    assertThat(last().getPriceState()).isEqualTo(PriceState.NO_USAGE);
  }

  @Test
  void aSpanIsCountedAndTheOneThatRepeatsItIsNot() {
    assertThat(span("ai.generateText.doGenerate").getUsageMap()).isEqualTo(COUNTED);
    assertThat(span("ai.generateText").getUsageMap()).isEmpty();
  }

  private ObservationFact span(String operation) {
    var span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(new byte[16]))
            .setSpanId(ByteString.copyFromUtf8("%08d".formatted(operation.length())))
            .addAllAttributes(
                List.of(
                    attribute("ai.operationId", operation),
                    attribute("ai.model.id", "m-1"),
                    attribute("ai.prompt", "hello world!"),
                    attribute("ai.response.text", "2 + 2 = 4")));
    var scope = InstrumentationScope.newBuilder().setName("ai").build();
    var batch =
        Enrichment.record(operation)
            .addOtlpSpans(
                OtlpScopeSpans.newBuilder()
                    .setScope(scope.toByteString())
                    .addSpans(span.build().toByteString()));
    enrichment.raw(Topics.EVENTS, batch.build().toByteArray());
    return last();
  }

  private static KeyValue attribute(String name, String value) {
    return KeyValue.newBuilder()
        .setKey(name)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private ObservationFact last() {
    return enrichment.facts().stream()
        .filter(FactChange::hasObservation)
        .toList()
        .getLast()
        .getObservation()
        .getNext();
  }

  private static String event(int second, String kind, String fields) {
    return """
        {"id":"u%d","type":"generation-%s","timestamp":"2026-01-01T00:00:0%dZ",
         "body":{"id":"o","traceId":"t",%s}}"""
        .formatted(second, kind, second, fields);
  }
}
