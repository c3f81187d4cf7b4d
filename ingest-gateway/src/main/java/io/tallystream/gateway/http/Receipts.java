package io.tallystream.gateway.http;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notes when a request came and which SDK sent it, under each spelling the SDKs use. */
public final class Receipts {
  private static final int MAX_LENGTH = 100;

  private Receipts() {}

  public static Submission.Receipt now(MultiMap headers) {
    return new Submission.Receipt(
        UUID.randomUUID().toString(),
        ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()),
        first(headers.get("x-langfuse-sdk-name"), headers.get("x_langfuse_sdk_name")),
        first(headers.get("x-langfuse-sdk-version"), headers.get("x_langfuse_sdk_version")));
  }

  private static String first(@Nullable String usual, @Nullable String underscored) {
    String value = usual != null ? usual : underscored;
    return value == null ? "" : value.substring(0, Math.min(value.length(), MAX_LENGTH));
  }
}
