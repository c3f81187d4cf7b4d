package io.tallystream.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.bench.client.Api;
import java.net.http.HttpResponse;
import java.util.function.Predicate;

/** Waits for the thing itself, and says what came instead. */
final class Eventually {
  private static final long LIMIT_NANOS = 20_000_000_000L;

  private Eventually() {}

  /** The JSON of a path once it answers 200. */
  static JsonNode json(Api api, String path) throws Exception {
    return json(api, path, any -> true);
  }

  /** The JSON of a path once it answers 200 and is as wanted. */
  static JsonNode json(Api api, String path, Predicate<JsonNode> wanted) throws Exception {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (true) {
      HttpResponse<String> answer = api.get(path);
      if (answer.statusCode() == 200) {
        JsonNode json = Api.JSON.readTree(answer.body());
        if (wanted.test(json)) {
          return json;
        }
      }
      if (System.nanoTime() > end) {
        throw new AssertionError(
            path + " still answers " + answer.statusCode() + " " + answer.body());
      }
      Thread.sleep(20);
    }
  }
}
