package io.tallystream.enrichment.topology;

import io.tallystream.enrichment.dialect.Patch;
import io.tallystream.event.v1.EventBatch;

/**
 * A patch, and the smallest record that holds the event it came from, in case it is refused later.
 */
record Decoded(Patch patch, EventBatch.Builder alone) {}
