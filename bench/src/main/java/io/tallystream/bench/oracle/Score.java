package io.tallystream.bench.oracle;

import java.math.BigDecimal;

/**
 * What a score finally is.
 *
 * @param category text of a category or boolean; empty for numbers
 */
record Score(
    String id,
    String name,
    String source,
    String dataType,
    String environment,
    long timestamp,
    BigDecimal value,
    String category) {}
