/** Finds the trace of updates that name none, and gives them back to {@code events}. */
@NullMarked
package io.tallystream.enrichment.resolver;

import org.jspecify.annotations.NullMarked;
