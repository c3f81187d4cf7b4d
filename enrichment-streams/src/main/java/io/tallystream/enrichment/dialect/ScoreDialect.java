package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.enrichment.merge.Field;
import io.tallystream.enrichment.merge.RegistersBuilder;
import io.tallystream.enrichment.merge.Stamp;
import java.math.BigDecimal;
import java.util.Map;

/** Bodies of {@code score-create} (contract 5.1). */
final class ScoreDialect {
  private static final Map<String, Field> TEXTS =
      Map.of(
          "traceId", Field.TRACE_ID,
          "observationId", Field.OBSERVATION_ID,
          "sessionId", Field.SESSION,
          "datasetRunId", Field.DATASET_RUN,
          "comment", Field.COMMENT,
          "configId", Field.CONFIG,
          "queueId", Field.QUEUE,
          "authorUserId", Field.AUTHOR,
          "executionTraceId", Field.EXECUTION_TRACE);

  private static final int MAX_DIGITS = 1_000;

  private ScoreDialect() {}

  static Patch patch(String id, JsonNode body, Stamp stamp, RegistersBuilder out)
      throws UnmappableEventException {
    JsonNode value = body.path("value");
    String type = body.path("dataType").asText(value.isNumber() ? "NUMERIC" : "CATEGORICAL");
    value(type, value, out);
    String name = type.equals("CORRECTION") ? "output" : BatchDialect.text(body, "name");
    if (name == null || name.isEmpty()) {
      throw new UnmappableEventException("a score needs a name");
    }
    out.text(Field.NAME, name).text(Field.DATA_TYPE, type);
    out.text(Field.SOURCE, body.path("source").asText("API"));
    Environments.put(BatchDialect.text(body, "environment"), out);
    TEXTS.forEach((key, field) -> out.text(field, BatchDialect.text(body, key)));
    JsonNode metadata = body.path("metadata");
    if (!metadata.isMissingNode() && !metadata.isNull() && !isEmptyContainer(metadata)) {
      out.text(Field.METADATA, Payload.object(metadata).toString());
    }
    Long timestamp = Times.micros(BatchDialect.text(body, "timestamp"));
    out.number(Field.START, timestamp == null ? stamp.timeUs() : timestamp);
    return new Patch.ScorePatch(id, out.build());
  }

  private static void value(String type, JsonNode value, RegistersBuilder out)
      throws UnmappableEventException {
    boolean valid =
        switch (type) {
          case "NUMERIC" -> isStorable(value);
          case "BOOLEAN" -> value.isNumber() && isZeroOrOne(value);
          case "CATEGORICAL", "CORRECTION" -> value.isTextual();
          case "TEXT" ->
              value.isTextual()
                  && !value.textValue().isEmpty()
                  && value.textValue().length() <= 500;
          default -> false;
        };
    if (!valid) {
      throw new UnmappableEventException("the value does not fit the score's data type");
    }
    switch (type) {
      case "NUMERIC" -> out.text(Field.VALUE, value.asText()).text(Field.STRING_VALUE, "");
      case "BOOLEAN" -> {
        boolean yes = value.decimalValue().signum() == 1;
        out.text(Field.VALUE, yes ? "1" : "0").text(Field.STRING_VALUE, yes ? "True" : "False");
      }
      case "TEXT" -> out.text(Field.VALUE, "").text(Field.STRING_VALUE, value.textValue());
      default -> out.text(Field.VALUE, "0").text(Field.STRING_VALUE, value.textValue());
    }
  }

  private static boolean isEmptyContainer(JsonNode value) {
    return value.isContainerNode() && value.isEmpty();
  }

  /** What a client can compute and a database can store; {@code 1e999999999} is neither. */
  private static boolean isStorable(JsonNode value) {
    return value.isNumber()
        && Double.isFinite(value.doubleValue())
        && value.asText().length() <= MAX_DIGITS
        && Math.abs((long) value.decimalValue().scale()) <= MAX_DIGITS;
  }

  private static boolean isZeroOrOne(JsonNode value) {
    return value.decimalValue().compareTo(BigDecimal.ZERO) == 0
        || value.decimalValue().compareTo(BigDecimal.ONE) == 0;
  }
}
