package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.enrichment.dialect.Patch.TracePatch;
import io.tallystream.enrichment.merge.Field;
import io.tallystream.enrichment.merge.RegistersBuilder;
import io.tallystream.enrichment.merge.Stamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Envelopes of {@code POST /ingestion} (contract 2.1, 2.2). */
public final class BatchDialect {
  private static final List<String> TYPES =
      List.of(
          "span",
          "generation",
          "event",
          "agent",
          "tool",
          "chain",
          "retriever",
          "evaluator",
          "embedding",
          "guardrail");

  /** Fields that an explicit null erases; elsewhere null is as good as absent (rule 2). */
  private static final Map<String, Field> TRACE_TEXTS =
      Map.of(
          "name", Field.NAME,
          "userId", Field.USER,
          "sessionId", Field.SESSION,
          "release", Field.RELEASE,
          "version", Field.VERSION);

  private BatchDialect() {}

  /**
   * What one envelope says.
   *
   * @param traceId of the record that it is in
   * @throws UnmappableEventException when the event is no envelope of a known type
   * @throws ArithmeticException when a stated cost is out of range
   */
  public static List<Patch> patches(byte[] event, String traceId, long receivedAtUs)
      throws UnmappableEventException {
    JsonNode envelope;
    try {
      envelope = Json.parse(event);
    } catch (IOException e) {
      throw new UnmappableEventException("not JSON", e);
    }
    String type = envelope.path("type").asText();
    Long time = Times.micros(text(envelope, "timestamp"));
    String id = text(envelope.path("body"), "id");
    if (time == null || id == null) {
      throw new UnmappableEventException("an envelope needs timestamp and body.id");
    }
    var stamp =
        new Stamp(time, type.endsWith("-update") ? 1 : 0, Hashes.of(envelope.path("id").asText()));
    var out = new RegistersBuilder(stamp, receivedAtUs);
    JsonNode body = envelope.path("body");
    return switch (type) {
      case "trace-create" -> List.of(trace(id, body, stamp, out));
      case "score-create" -> List.of(ScoreDialect.patch(id, body, stamp, out));
      default -> {
        String kind = kind(type, body);
        var fields = BatchObservation.Fields.of(type);
        Patch observation = BatchObservation.patch(id, kind, fields, body, stamp, out);
        boolean alone =
            id.equals(traceId) && text(body, "traceId") == null && type.endsWith("-create");
        yield alone
            ? List.of(observation, wrapper(id, body, stamp, receivedAtUs))
            : List.of(observation);
      }
    };
  }

  /** Id of the entity that an envelope is about; null when it names none. */
  public static @Nullable String entityId(byte[] event) {
    try {
      return text(Json.parse(event).path("body"), "id");
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * The trace of an observation that is known to none: its id is the observation's (contract 2.2,
   * rule 11).
   */
  private static Patch wrapper(String id, JsonNode body, Stamp stamp, long receivedAtUs) {
    var out = new RegistersBuilder(stamp, receivedAtUs);
    start(body, "startTime", stamp, out);
    Environments.put(text(body, "environment"), out);
    out.text(Field.NAME, text(body, "name"));
    return new TracePatch(id, out.build(), List.of());
  }

  private static String kind(String type, JsonNode body) throws UnmappableEventException {
    String kind = type.replaceFirst("-(create|update)$", "");
    if (kind.equals("observation")) {
      kind = body.path("type").asText().toLowerCase(Locale.ROOT);
    }
    if (!TYPES.contains(kind)) {
      throw new UnmappableEventException("unknown event type");
    }
    return kind.toUpperCase(Locale.ROOT);
  }

  private static Patch trace(String id, JsonNode body, Stamp stamp, RegistersBuilder out) {
    start(body, "timestamp", stamp, out);
    TRACE_TEXTS.forEach((key, field) -> erasable(body, key, field, out));
    Environments.put(text(body, "environment"), out);
    if (body.path("public").isBoolean()) {
      out.number(Field.PUBLIC, body.path("public").booleanValue() ? 1L : 0L);
    }
    var tags = new ArrayList<String>();
    body.path("tags").forEach(tag -> tags.add(tag.asText()));
    out.tags(tags);
    return new TracePatch(id, out.build(), payloads(body, stamp));
  }

  static void start(JsonNode body, String key, Stamp stamp, RegistersBuilder out) {
    Long start = Times.micros(text(body, key));
    if (start == null) {
      out.derived(Field.START, stamp.timeUs());
    } else {
      out.number(Field.START, start);
    }
  }

  static void erasable(JsonNode body, String key, Field field, RegistersBuilder out) {
    if (body.path(key).isNull()) {
      out.erased(field);
    } else {
      out.text(field, text(body, key));
    }
  }

  static List<Payload> payloads(JsonNode body, Stamp stamp) {
    var all = new ArrayList<Payload>();
    all.addAll(Payload.of(Payload.Kind.INPUT, stamp, body.path("input")));
    all.addAll(Payload.of(Payload.Kind.OUTPUT, stamp, body.path("output")));
    all.addAll(Payload.metadata(stamp, body.path("metadata")));
    return all;
  }

  static @Nullable String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isTextual() ? value.textValue() : null;
  }
}
