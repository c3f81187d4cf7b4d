/** What a fact contributes to which rollup row: plain arithmetic over integers. */
@NullMarked
package io.tallystream.aggregator.rollup;

import org.jspecify.annotations.NullMarked;
