/**
 * The metrics API (the contract's section 5.11): sums, averages, percentiles and unique counts of
 * traces, observations and scores by dimensions and time.
 *
 * <p>{@link io.tallystream.query.metrics.View} is the catalogue: what each dimension and measure is
 * in the facts, and where a rollup holds it. The {@link io.tallystream.query.metrics.Planner}
 * decides which rows answer; what they say are partial sums that can be added and subtracted, so
 * the answer is the same whichever rows it came from. Metadata is in payloads, which SQL cannot
 * read: a filter on it first finds the facts that qualify. Experiments are not recorded in the
 * views; asking for them is an error, not a zero.
 */
@NullMarked
package io.tallystream.query.metrics;

import org.jspecify.annotations.NullMarked;
