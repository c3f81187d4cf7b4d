package io.tallystream.audit;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a score finally is.
 *
 * @param category text of a category or boolean; empty for numbers
 */
public record Score(
    String id,
    String name,
    String source,
    String dataType,
    String environment,
    long timestamp,
    @Nullable BigDecimal value,
    String category) {}
