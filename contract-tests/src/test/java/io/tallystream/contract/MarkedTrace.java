package io.tallystream.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A trace with observations and a score that says its marker wherever a client may say something.
 *
 * @param begin of all that is in it
 */
record MarkedTrace(String marker, String id, Instant begin) {
  static MarkedTrace at(Instant begin) {
    return new MarkedTrace("marker-" + UUID.randomUUID(), UUID.randomUUID().toString(), begin);
  }

  String user() {
    return "u " + marker;
  }

  String scoreId() {
    return "score " + marker;
  }

  /** Small and large. */
  List<byte[]> events() {
    return List.of(
        event(
            "trace-create",
            begin,
            """
            "id":"%1$s","name":"%2$s","userId":"%3$s","sessionId":"s %2$s","release":"r %2$s","version":"%2$s",
            "timestamp":"%4$s","tags":["t %2$s"],"metadata":{"%2$s":"%2$s"},"input":"%2$s","output":{"a":"%2$s"}"""
                .formatted(id, marker, user(), begin)),
        generation("small", begin, "1"),
        generation("large", begin.plusSeconds(1), "x".repeat(2_000)),
        event(
            "score-create",
            begin,
            """
            "id":"%1$s","traceId":"%2$s","name":"%3$s","value":1,"comment":"%3$s","timestamp":"%4$s\""""
                .formatted(scoreId(), id, marker, begin)));
  }

  /** A part of it that is newer than all before. */
  byte[] late() {
    return generation("late", Instant.now().plusSeconds(60), "1");
  }

  private byte[] generation(String name, Instant at, String padding) {
    return event(
        "generation-create",
        at,
        """
        "id":"%1$s %2$s","traceId":"%3$s","name":"%2$s","model":"%2$s","startTime":"%4$s","version":"%2$s",
        "statusMessage":"%2$s","modelParameters":{"a":"%2$s"},"usageDetails":{"%2$s":3},
        "input":"%2$s %5$s","output":"%2$s","metadata":{"k":"%2$s"}"""
            .formatted(name, marker, id, begin, padding));
  }

  static byte[] event(String type, Instant at, String body) {
    return """
        {"id":"%s","type":"%s","timestamp":"%s","body":{%s}}"""
        .formatted(
            UUID.nameUUIDFromBytes((type + at + body).getBytes(StandardCharsets.UTF_8)),
            type,
            at,
            body)
        .getBytes(StandardCharsets.UTF_8);
  }
}
