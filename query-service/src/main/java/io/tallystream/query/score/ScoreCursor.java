package io.tallystream.query.score;

import io.tallystream.query.filter.Binds;
import io.tallystream.query.filter.FilterException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a v3 list goes on; opaque to clients: base64url of a JSON object with {@code v: 1}. */
record ScoreCursor(long timestamp, String id) {
  static ScoreCursor of(Score last) {
    return new ScoreCursor(last.times().timestamp(), last.id());
  }

  /**
   * @throws FilterException when the text was not made by {@link #encode}
   */
  static ScoreCursor decode(String text) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(text);
      JsonObject fields = new JsonObject(new String(json, StandardCharsets.UTF_8));
      return new ScoreCursor(Long.parseLong(fields.getString("t", "")), fields.getString("i", ""));
    } catch (IllegalArgumentException | DecodeException | ClassCastException e) {
      throw new FilterException("cursor is not one that this server returned");
    }
  }

  String encode() {
    String json =
        new JsonObject().put("v", 1).put("t", Long.toString(timestamp)).put("i", id).encode();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  String condition(Binds binds) {
    String at = binds.add(timestamp);
    return "(s.timestamp_us < %s OR (s.timestamp_us = %s AND s.id > %s))"
        .formatted(at, at, binds.add(id));
  }
}
