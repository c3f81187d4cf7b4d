package io.tallystream.query.observation;

import io.tallystream.query.filter.Binds;
import io.tallystream.query.filter.FilterException;
import io.tallystream.query.view.ViewTime;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Where a v2 list goes on: behind the last observation shown. Opaque to clients: base64 of a JSON
 * object.
 */
record Cursor(long start, UUID traceHash, UUID observationHash) {
  static Cursor of(Observation last) {
    return new Cursor(last.timing().start(), last.key().traceHash(), last.key().observationHash());
  }

  /**
   * @throws FilterException when the text was not made by {@link #encode}
   */
  static Cursor decode(String text) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(text);
      JsonObject fields = new JsonObject(new String(json, StandardCharsets.UTF_8));
      return new Cursor(
          Long.parseLong(fields.getString("s", "")),
          UUID.fromString(fields.getString("t", "")),
          UUID.fromString(fields.getString("o", "")));
    } catch (IllegalArgumentException | DecodeException | ClassCastException e) {
      throw new FilterException("cursor is not one that this server returned");
    }
  }

  String encode() {
    String json =
        new JsonObject()
            .put("s", Long.toString(start))
            .put("t", traceHash.toString())
            .put("o", observationHash.toString())
            .encode();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Order: start descending, hash of the trace, hash of the observation. */
  List<String> conditions(Binds binds) {
    String at = binds.add(start);
    String tie =
        "(o.trace_h, o.obs_h) > (%s, %s)"
            .formatted(binds.add(traceHash), binds.add(observationHash));
    return List.of(
        "o.day <= " + binds.add(ViewTime.day(start)),
        "(o.start_us < %s OR (o.start_us = %s AND %s))".formatted(at, at, tie));
  }
}
