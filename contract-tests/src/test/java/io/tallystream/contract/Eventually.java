package io.tallystream.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.bench.client.Api;
import java.net.http.HttpResponse;

/** Waits for the thing itself, and says what came instead. */
final class Eventually {
  private static final long LIMIT_NANOS = 20_000_000_000L;

  private Eventually() {}

  /** The JSON of a path once it answers 200. */
  static JsonNode json(Api api, String path) throws Exception {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (true) {
      HttpResponse<String> answer = api.get(path);
      if (answer.statusCode() == 200) {
        return Api.JSON.readTree(answer.body());
      }
      if (System.nanoTime() > end) {
        throw new AssertionError(
            path + " still answers " + answer.statusCode() + " " + answer.body());
      }
      Thread.sleep(20);
    }
  }
}
