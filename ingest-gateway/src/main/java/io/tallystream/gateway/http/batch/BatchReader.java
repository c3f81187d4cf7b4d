package io.tallystream.gateway.http.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tallystream.gateway.admission.Reason;
import io.tallystream.gateway.http.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the events of a batch by their byte offsets; nothing is copied or re-encoded, so numbers
 * stay as the client wrote them.
 */
final class BatchReader {
  static final JsonFactory JSON = new JsonFactory();

  private final JsonParser json;
  private @Nullable List<RawEvent> events;

  private BatchReader(JsonParser json) {
    this.json = json;
  }

  static List<RawEvent> read(byte[] body) throws Refusal {
    try (JsonParser json = JSON.createParser(body)) {
      return new BatchReader(json).batch();
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
  }

  private List<RawEvent> batch() throws IOException, Refusal {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw invalid("body: expected an object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean isBatch = json.currentName().equals("batch");
      json.nextToken();
      if (isBatch) {
        events = events();
      } else {
        json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      throw invalid("body: expected nothing after the object");
    }
    if (events == null) {
      throw invalid("batch: required");
    }
    return events;
  }

  private List<RawEvent> events() throws IOException, Refusal {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw invalid("batch: expected an array");
    }
    var found = new ArrayList<RawEvent>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      found.add(event());
    }
    return found;
  }

  private RawEvent event() throws IOException {
    int from = tokenStart();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return new RawEvent(new RawEvent.Slice(from, tokenEnd()), null, null, null, null);
    }
    String id = null;
    String type = null;
    String timestamp = null;
    RawEvent.Slice body = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "id" -> id = text();
        case "type" -> type = text();
        case "timestamp" -> timestamp = text();
        case "body" -> body = object();
        default -> json.skipChildren();
      }
    }
    return new RawEvent(new RawEvent.Slice(from, tokenEnd()), id, type, timestamp, body);
  }

  private @Nullable String text() throws IOException {
    String text = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : null;
    json.skipChildren();
    return text;
  }

  private RawEvent.@Nullable Slice object() throws IOException {
    boolean isObject = json.currentToken() == JsonToken.START_OBJECT;
    int from = tokenStart();
    json.skipChildren();
    return isObject ? new RawEvent.Slice(from, tokenEnd()) : null;
  }

  private int tokenStart() {
    return (int) json.currentTokenLocation().getByteOffset();
  }

  private int tokenEnd() {
    return (int) json.currentLocation().getByteOffset();
  }

  private static Refusal invalid(String detail) {
    return new Refusal(Reason.INVALID_REQUEST, BatchProtocol.INVALID, List.of(detail));
  }

  private static Refusal malformed(JsonProcessingException e) {
    // Jackson's limits, such as the longest name, are broken at no place.
    JsonLocation at = e.getLocation();
    return new Refusal(
        Reason.MALFORMED_BODY,
        BatchProtocol.INVALID,
        List.of(
            at == null
                ? "body: " + e.getOriginalMessage().replaceFirst(", from `[^`]*`", "")
                : "body: not valid JSON at byte " + at.getByteOffset()));
  }
}
