package io.tallystream.query.letter;

import io.tallystream.event.Letters;
import io.tallystream.event.v1.DeadLetter;
import io.tallystream.query.view.ViewTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The letter of the API. */
final class LetterJson {
  private LetterJson() {}

  static Map<String, @Nullable Object> of(StoredLetter stored) {
    DeadLetter letter = stored.letter();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", stored.id().toString());
    json.put("status", LetterStatus.of(stored.replays()).name());
    json.put("stage", letter.getStage());
    json.put("reason", letter.getReason());
    json.put("detail", letter.getDetail());
    json.put("attempt", letter.getAttempt());
    json.put("originId", letter.getOrigin().isEmpty() ? null : letter.getOrigin());
    json.put("quarantinedAt", ViewTime.iso(letter.getQuarantinedAtUs()));
    json.put("replays", stored.replays());
    json.put("replayedAt", ViewTime.isoOrNull(stored.replayed()));
    json.put("replayable", Letters.REPLAYABLE.contains(letter.getSourceTopic()));
    json.put(
        "source",
        Map.of(
            "topic", letter.getSourceTopic(),
            "partition", letter.getSourcePartition(),
            "offset", letter.getSourceOffset()));
    json.put("size", stored.size());
    return json;
  }

  /** With the bytes, and with what they say where that can be shown. */
  static Map<String, @Nullable Object> whole(StoredLetter stored) {
    Map<String, @Nullable Object> json = of(stored);
    DeadLetter letter = stored.letter();
    json.put("key", base64(letter.getKey().toByteArray()));
    json.put("value", base64(letter.getValue().toByteArray()));
    json.put("content", Content.of(letter));
    return json;
  }

  static Map<String, Object> of(LetterRepository.Group group) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("stage", group.stage());
    json.put("reason", group.reason());
    json.put("status", group.status().name());
    json.put("count", group.letters());
    json.put("oldest", ViewTime.iso(group.oldest()));
    json.put("newest", ViewTime.iso(group.newest()));
    return json;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
