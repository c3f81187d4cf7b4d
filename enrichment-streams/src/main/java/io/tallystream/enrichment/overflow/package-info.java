/** Gives what overflowed back to {@code events}, fairly and behind what is live. */
@NullMarked
package io.tallystream.enrichment.overflow;

import org.jspecify.annotations.NullMarked;
