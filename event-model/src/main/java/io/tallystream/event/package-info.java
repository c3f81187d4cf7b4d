/** The language that the stages share: topics, keys, money, histograms, rollup families. */
@NullMarked
package io.tallystream.event;

import org.jspecify.annotations.NullMarked;
