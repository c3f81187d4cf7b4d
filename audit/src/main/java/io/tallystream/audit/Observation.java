package io.tallystream.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an observation finally is. Times in microseconds, money in pico-USD; empty text = absent.
 *
 * @param usage units by type, {@code total} included
 * @param cost pico-USD by type, without {@code total}
 * @param totalCost null = unknown
 */
public record Observation(
    String traceId,
    String id,
    String type,
    String name,
    String level,
    String environment,
    long start,
    @Nullable Long end,
    @Nullable Long firstToken,
    String model,
    String priceId,
    String priceState,
    Map<String, Long> usage,
    Map<String, Long> cost,
    @Nullable Long totalCost,
    String promptName,
    String promptVersion) {}
