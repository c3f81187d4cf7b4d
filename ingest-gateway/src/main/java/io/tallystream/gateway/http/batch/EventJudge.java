package io.tallystream.gateway.http.batch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tallystream.gateway.auth.Principal;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Judges the events of one request, each for itself. */
final class EventJudge {
  private static final int LONGEST_WORD = 60;

  private final byte[] request;
  private final Principal principal;

  EventJudge(byte[] request, Principal principal) {
    this.request = request;
    this.principal = principal;
  }

  Judged judge(RawEvent raw) {
    String envelope = envelope(raw);
    if (envelope != null) {
      return Judged.Bad.invalid(raw, envelope);
    }
    String word = String.valueOf(raw.type());
    EventType type = EventType.of(word);
    if (type == null) {
      return Judged.Bad.unknownType(raw, "type: unknown event type '" + shown(word) + "'");
    }
    if (principal.scope() == Principal.Scope.SCORES && !type.isPublic()) {
      return Judged.Bad.outOfScope(raw);
    }
    return body(raw, type);
  }

  /** Enough of a client's word to find it again. */
  private static String shown(String word) {
    return word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD) + "..";
  }

  private static @Nullable String envelope(RawEvent raw) {
    if (raw.id() == null || !Check.isId(raw.id())) {
      return "id: expected a string of 1 to 800 characters without a carriage return";
    }
    if (raw.type() == null) {
      return "type: expected a string";
    }
    if (raw.timestamp() == null || !Check.isDateTime(raw.timestamp())) {
      return "timestamp: expected an ISO 8601 date and time with an offset or Z";
    }
    return raw.body() == null ? "body: expected an object" : null;
  }

  private Judged body(RawEvent raw, EventType type) {
    RawEvent.Slice body = java.util.Objects.requireNonNull(raw.body());
    var facts = new BodyFacts();
    try (JsonParser json = BatchReader.JSON.createParser(request, body.from(), body.length())) {
      String broken = fields(json, type.shape(), facts);
      String rule = broken != null ? broken : across(type.shape(), facts);
      return rule != null ? Judged.Bad.invalid(raw, rule) : good(raw, type, facts);
    } catch (IOException e) {
      throw new IllegalStateException("this body has been read once before", e);
    }
  }

  private static @Nullable String fields(JsonParser json, BodyShape shape, BodyFacts facts)
      throws IOException {
    json.nextToken();
    String first = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      Check check = shape.check(field);
      if (check == null) {
        json.skipChildren();
        continue;
      }
      facts.note(field, json);
      String rule = check.broken(json);
      if (rule != null && first == null) {
        first = "body." + field + ": " + rule;
      }
    }
    return first;
  }

  private static @Nullable String across(BodyShape shape, BodyFacts facts) {
    if (shape.needsId() && !facts.has("id")) {
      return "body.id: required";
    }
    if (facts.has("promptName") != facts.has("promptVersion")) {
      String missing = facts.has("promptName") ? "promptVersion" : "promptName";
      return "body." + missing + ": promptName and promptVersion go together";
    }
    return shape == BodyShape.SCORE ? ScoreRules.broken(facts) : null;
  }

  private static Judged good(RawEvent raw, EventType type, BodyFacts facts) {
    Instant timestamp = OffsetDateTime.parse(String.valueOf(raw.timestamp())).toInstant();
    String traceId = type.isObservation() ? facts.text("traceId") : null;
    return new Judged.Good(raw, type, timestamp, facts.text("id"), traceId);
  }
}
