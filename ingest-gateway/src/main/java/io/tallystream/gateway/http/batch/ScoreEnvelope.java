package io.tallystream.gateway.http.batch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tallystream.gateway.admission.Reason;
import io.tallystream.gateway.http.Refusal;
import io.tallystream.gateway.http.Submission;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Scores as the batch route would get them. Their bytes stay as they were sent; an id is added at
 * the end of a score where the client left it to us.
 *
 * @param isList whether the client sent an array, as Python SDK 5 does, or one object
 * @param scoreIds in the order of the batch
 * @param batch {@code {"batch":[{.., "body": ..}, ..]}}
 */
record ScoreEnvelope(boolean isList, List<String> scoreIds, byte[] batch) {
  static ScoreEnvelope of(byte[] body, Submission.Receipt receipt) throws Refusal {
    try (JsonParser json = BatchReader.JSON.createParser(body)) {
      return new Scan(json, body, receipt, new ArrayList<>(), new ByteArrayOutputStream()).all();
    } catch (JsonProcessingException e) {
      throw new Refusal(
          Reason.MALFORMED_BODY,
          BatchProtocol.INVALID,
          List.of("body: not valid JSON at byte " + e.getLocation().getByteOffset()));
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
  }

  /**
   * What a score says of itself; texts are null where absent, null or not a string.
   *
   * @param from where the object's opening brace is
   * @param end where its closing brace is
   */
  private record Found(
      @Nullable String id, @Nullable String timestamp, boolean isEmpty, int from, int end) {}

  /** Reads the scores and nothing after them: what follows could pretend to be another event. */
  private record Scan(
      JsonParser json,
      byte[] body,
      Submission.Receipt receipt,
      List<String> ids,
      ByteArrayOutputStream batch) {
    ScoreEnvelope all() throws IOException, Refusal {
      write("{\"batch\":[");
      boolean isList = json.nextToken() == JsonToken.START_ARRAY;
      if (isList) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          enclose(score());
        }
      } else {
        enclose(score());
      }
      if (json.nextToken() != null) {
        throw invalid("body: expected nothing after it");
      }
      write("]}");
      return new ScoreEnvelope(isList, List.copyOf(ids), batch.toByteArray());
    }

    private Found score() throws IOException, Refusal {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw invalid("body: expected an object or an array of objects");
      }
      int from = (int) json.currentTokenLocation().getByteOffset();
      String id = null;
      String timestamp = null;
      boolean isEmpty = true;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        isEmpty = false;
        String field = json.currentName();
        JsonToken value = json.nextToken();
        switch (field) {
          case "id" -> id = id(value);
          case "timestamp" ->
              timestamp = value == JsonToken.VALUE_STRING ? json.getText() : timestamp;
          default -> json.skipChildren();
        }
      }
      return new Found(
          id, timestamp, isEmpty, from, (int) json.currentTokenLocation().getByteOffset());
    }

    private void enclose(Found found) {
      String id = found.id() == null ? UUID.randomUUID().toString() : found.id();
      write(
          "%s{\"id\":\"%s\",\"type\":\"score-create\",\"timestamp\":\"%s\",\"body\":"
              .formatted(ids.isEmpty() ? "" : ",", UUID.randomUUID(), time(found)));
      batch.write(body, found.from(), found.end() - found.from());
      if (found.id() == null) {
        // Of two fields of a name the last one counts: an id of null is replaced too.
        write((found.isEmpty() ? "" : ",") + "\"id\":\"" + id + "\"");
      }
      write("}}");
      ids.add(id);
    }

    /** The score's own, where it has one: the SDK may have held it back for a while. */
    private String time(Found found) {
      String sent = found.timestamp();
      return sent != null && Check.isDateTime(sent)
          ? sent
          : Instant.EPOCH.plus(receipt.receivedAtMicros(), ChronoUnit.MICROS).toString();
    }

    private void write(String ascii) {
      batch.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private @Nullable String id(JsonToken value) throws IOException, Refusal {
      if (value == JsonToken.VALUE_NULL) {
        return null;
      }
      if (value != JsonToken.VALUE_STRING) {
        throw invalid("body.id: expected a string");
      }
      return json.getText();
    }

    private static Refusal invalid(String detail) {
      return new Refusal(Reason.INVALID_REQUEST, BatchProtocol.INVALID, List.of(detail));
    }
  }
}
