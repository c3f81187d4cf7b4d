/**
 * Measurements of one run: ceiling, gateway, end to end, freshness, footprint. Prints figures,
 * judges nothing.
 */
@NullMarked
package io.tallystream.bench.measure;

import org.jspecify.annotations.NullMarked;
