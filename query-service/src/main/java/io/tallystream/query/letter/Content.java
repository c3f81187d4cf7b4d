package io.tallystream.query.letter;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.tallystream.event.v1.DeadLetter;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.query.payload.StoredText;
import io.tallystream.query.view.ViewTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a letter's bytes say, for a person. */
final class Content {
  private static final int FORMAT = 1;
  private static final Set<String> BATCHES = Set.of("events", "scores");

  /** Larger ones are for a program: it has the bytes. */
  private static final int MAX_BYTES = 1 << 20;

  private Content() {}

  /**
   * The events and spans of a batch, else the text or JSON; null when it is neither or beyond 1
   * MiB.
   */
  static @Nullable Object of(DeadLetter letter) {
    if (letter.getValue().size() > MAX_BYTES) {
      return null;
    }
    Map<String, @Nullable Object> batch =
        BATCHES.contains(letter.getSourceTopic()) ? batch(letter.getValue()) : null;
    return batch == null ? text(letter.getValue()) : batch;
  }

  private static @Nullable Map<String, @Nullable Object> batch(ByteString value) {
    try {
      EventBatch batch = EventBatch.parseFrom(value);
      return batch.getFormat() == FORMAT ? json(batch) : null;
    } catch (InvalidProtocolBufferException e) {
      return null;
    }
  }

  private static Map<String, @Nullable Object> json(EventBatch batch) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("requestId", batch.getRequestId());
    json.put("receivedAt", ViewTime.iso(batch.getReceivedAtUs()));
    json.put("sdk", (batch.getSdkName() + " " + batch.getSdkVersion()).strip());
    json.put("traceId", batch.getTraceId());
    json.put("events", batch.getBatchEventsList().stream().map(Content::text).toList());
    json.put(
        "spans",
        batch.getOtlpSpansList().stream()
            .flatMap(scope -> scope.getSpansList().stream())
            .map(Content::fields)
            .toList());
    return json;
  }

  private static @Nullable Object text(ByteString bytes) {
    return bytes.isValidUtf8() ? StoredText.classic(bytes.toStringUtf8()) : null;
  }

  /** A span by the numbers of its fields, as {@code protoc --decode_raw} prints it. */
  private static @Nullable Object fields(ByteString span) {
    try {
      return UnknownFieldSet.parseFrom(span).toString();
    } catch (InvalidProtocolBufferException e) {
      return null;
    }
  }
}
