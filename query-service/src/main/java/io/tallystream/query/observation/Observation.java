package io.tallystream.query.observation;

import io.tallystream.event.v1.Level;
import io.tallystream.event.v1.ObservationType;
import io.tallystream.event.v1.PriceState;
import io.tallystream.query.payload.EntityKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of the view {@code observation}. */
public record Observation(
    EntityKey key, Names names, Timing timing, Labels labels, Generation generation, Units units) {
  /** Ids as the client chose them. */
  public record Names(String id, String traceId, @Nullable String parentId, boolean appRoot) {
    boolean root() {
      return parentId == null || appRoot;
    }
  }

  /** Microseconds since the epoch. */
  public record Timing(
      long start, @Nullable Long end, @Nullable Long firstToken, long created, long updated) {}

  public record Labels(
      ObservationType type,
      Level level,
      @Nullable String name,
      @Nullable String statusMessage,
      @Nullable String version,
      String environment) {}

  /** Model and prompt; {@code parameters} is a compact JSON object. */
  public record Generation(
      @Nullable String model,
      @Nullable String modelId,
      @Nullable String parameters,
      @Nullable String tierId,
      @Nullable String tierName,
      Prompt prompt) {}

  public record Prompt(@Nullable String id, @Nullable String name, @Nullable Integer version) {}

  /**
   * Units and pico-USD by type, with the sums of the contract's section 3.7.
   *
   * @param totalCost null: unknown, which is not zero
   * @param priceState how the cost came about
   * @param usageRule how the usage did; {@code counted}: nobody sent it
   */
  public record Units(
      Map<String, Long> usage,
      Map<String, Long> cost,
      Sums tokens,
      Sums costs,
      @Nullable Long totalCost,
      PriceState priceState,
      @Nullable String usageRule) {}

  /** {@code total} of a cost is not used: it may be unknown. */
  public record Sums(long input, long output, long total) {}
}
