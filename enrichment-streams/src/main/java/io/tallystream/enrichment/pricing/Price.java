package io.tallystream.enrichment.pricing;

import io.tallystream.event.v1.PriceState;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What an observation costs and why.
 *
 * @param cost pico-USD by usage type, without {@code total}
 * @param total pico-USD; empty = unknown, which is not zero
 */
public record Price(
    PriceState state,
    String modelId,
    String priceId,
    String tier,
    Map<String, Long> cost,
    OptionalLong total) {}
