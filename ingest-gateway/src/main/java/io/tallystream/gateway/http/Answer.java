package io.tallystream.gateway.http;

import java.util.Map;

/**
 * A whole answer.
 *
 * @param headers beside {@code Content-Type}
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
  public static final String JSON = "application/json";

  public static Answer json(int status, Object body) {
    return new Answer(status, JSON, Json.bytes(body), Map.of());
  }

  /** Asks the client to send the same again after a second; never longer, exporters give up. */
  public Answer retryLater() {
    return new Answer(status, contentType, body, Map.of("Retry-After", "1"));
  }
}
