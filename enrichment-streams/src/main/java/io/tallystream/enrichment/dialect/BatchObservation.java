package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.enrichment.dialect.Patch.ObservationPatch;
import io.tallystream.enrichment.merge.Field;
import io.tallystream.enrichment.merge.RegistersBuilder;
import io.tallystream.enrichment.merge.Stamp;
import io.tallystream.enrichment.usage.ProvidedCost;
import io.tallystream.enrichment.usage.UsageRules;
import java.util.List;
import java.util.Map;

/** Bodies of observations (contract 2.1). */
final class BatchObservation {
  /** Which fields a kind of event has; the others are dropped silently. */
  enum Fields {
    EVENT,
    SPAN,
    GENERATION;

    static Fields of(String eventType) {
      return switch (eventType) {
        case "event-create" -> EVENT;
        case "span-create", "span-update" -> SPAN;
        default -> GENERATION;
      };
    }
  }

  /** A null is as good as absent (2.2, rule 2). */
  private static final Map<String, Field> TEXTS =
      Map.of(
          "statusMessage", Field.STATUS_MESSAGE,
          "version", Field.VERSION,
          "parentObservationId", Field.PARENT);

  private BatchObservation() {}

  static ObservationPatch patch(
      String id, String kind, Fields fields, JsonNode body, Stamp stamp, RegistersBuilder out) {
    BatchDialect.start(body, "startTime", stamp, out);
    out.text(Field.TYPE, kind);
    Environments.put(BatchDialect.text(body, "environment"), out);
    BatchDialect.erasable(body, "name", Field.NAME, out);
    BatchDialect.erasable(body, "level", Field.LEVEL, out);
    TEXTS.forEach((key, field) -> out.text(field, BatchDialect.text(body, key)));
    if (fields != Fields.EVENT) {
      out.number(Field.END, Times.micros(BatchDialect.text(body, "endTime")));
    }
    if (fields == Fields.GENERATION) {
      generation(body, out);
    }
    JsonNode tools = body.path("metadata").path("tools");
    Tools.put(body.path("input"), body.path("output"), List.of(tools), out);
    return new ObservationPatch(
        id, out.build(), BatchDialect.payloads(body, stamp), fields == Fields.GENERATION);
  }

  private static void generation(JsonNode body, RegistersBuilder out) {
    String completion = BatchDialect.text(body, "completionStartTime");
    out.number(Field.COMPLETION_START, Times.micros(completion));
    out.text(Field.MODEL, BatchDialect.text(body, "model"));
    JsonNode parameters = body.path("modelParameters");
    out.text(Field.MODEL_PARAMETERS, parameters.isEmpty() ? null : parameters.toString());
    PricedUsage.put(
        UsageRules.of(body.path("usage"), body.path("usageDetails")),
        parameters,
        Payload.object(body.path("metadata")),
        out);
    out.amounts(Field.COST, ProvidedCost.of(body.path("usage"), body.path("costDetails")));
    String prompt = BatchDialect.text(body, "promptName");
    if (prompt != null && body.path("promptVersion").isInt()) {
      out.prompt(prompt, body.path("promptVersion").intValue());
    }
  }
}
