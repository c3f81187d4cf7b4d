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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A score as the batch route would get it. Its bytes stay as they were sent; an id is added at
 * their end where the client left it to us.
 *
 * @param batch {@code {"batch":[{.., "body": ..}]}}
 */
record ScoreEnvelope(String scoreId, byte[] batch) {
  static ScoreEnvelope of(byte[] body, Submission.Receipt receipt) throws Refusal {
    try (JsonParser json = BatchReader.JSON.createParser(body)) {
      return enclose(body, new Scan(json).end(), receipt);
    } catch (JsonProcessingException e) {
      throw new Refusal(
          Reason.MALFORMED_BODY,
          BatchProtocol.INVALID,
          List.of("body: not valid JSON at byte " + e.getLocation().getByteOffset()));
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
  }

  private static ScoreEnvelope enclose(byte[] body, Found found, Submission.Receipt receipt) {
    String id = found.id() == null ? UUID.randomUUID().toString() : found.id();
    Instant time = Instant.EPOCH.plus(receipt.receivedAtMicros(), ChronoUnit.MICROS);
    var batch = new ByteArrayOutputStream(body.length + 256);
    batch.writeBytes(
        ascii(
            "{\"batch\":[{\"id\":\"%s\",\"type\":\"score-create\",\"timestamp\":\"%s\",\"body\":"
                .formatted(UUID.randomUUID(), time)));
    batch.write(body, 0, found.end());
    if (found.id() == null) {
      // Of two fields of a name the last one counts: an id of null is replaced too.
      batch.writeBytes(ascii((found.isEmpty() ? "" : ",") + "\"id\":\"" + id + "\""));
    }
    batch.writeBytes(ascii("}}]}"));
    return new ScoreEnvelope(id, batch.toByteArray());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * What was read.
   *
   * @param id null where absent, null or not a string
   * @param end where the object's closing brace is
   */
  private record Found(@Nullable String id, boolean isEmpty, int end) {}

  /** Reads one object and nothing after it: what follows could pretend to be another event. */
  private record Scan(JsonParser json) {
    Found end() throws IOException, Refusal {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw invalid("body: expected an object");
      }
      String id = null;
      boolean isEmpty = true;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        isEmpty = false;
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("id")) {
          id = id(value);
        }
        json.skipChildren();
      }
      int end = (int) json.currentTokenLocation().getByteOffset();
      if (json.nextToken() != null) {
        throw invalid("body: expected nothing after the object");
      }
      return new Found(id, isEmpty, end);
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
