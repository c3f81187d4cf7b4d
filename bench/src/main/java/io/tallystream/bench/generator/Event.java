package io.tallystream.bench.generator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * One event of the batch route.
 *
 * @param envelope the JSON that is sent
 */
public record Event(ObjectNode envelope) {
  public String type() {
    return envelope.get("type").textValue();
  }

  public String timestamp() {
    return envelope.get("timestamp").textValue();
  }

  public ObjectNode body() {
    return (ObjectNode) envelope.get("body");
  }

  public byte[] bytes() {
    return envelope.toString().getBytes(StandardCharsets.UTF_8);
  }
}
