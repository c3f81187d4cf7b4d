package io.tallystream.aggregator.rollup;

/**
 * What one fact adds to one row.
 *
 * @param measures shared between rows: to be read only
 */
public record Contribution(RollupKey key, Aggregate measures) {}
