/** Stores rollup rows in PostgreSQL. */
@NullMarked
package io.tallystream.aggregator.views;

import org.jspecify.annotations.NullMarked;
