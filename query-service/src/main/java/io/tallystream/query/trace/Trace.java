package io.tallystream.query.trace;

import io.tallystream.query.payload.EntityKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the view {@code trace}; times in microseconds since the epoch, cost in pico-USD. */
public record Trace(EntityKey key, String id, Times times, Labels labels, long totalCost) {
  /** {@code firstStart} and {@code lastStart} are absent while no observation was seen. */
  public record Times(
      long timestamp,
      long created,
      long updated,
      @Nullable Long firstStart,
      @Nullable Long lastStart,
      long latency) {}

  public record Labels(
      @Nullable String name,
      @Nullable String userId,
      @Nullable String sessionId,
      @Nullable String release,
      @Nullable String version,
      String environment,
      boolean open,
      boolean bookmarked,
      List<String> tags) {}
}
