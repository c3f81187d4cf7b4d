package io.tallystream.enrichment.topology;

import io.tallystream.enrichment.dialect.Patch;
import io.tallystream.event.v1.EventBatch;
import java.util.function.Supplier;

/**
 * A patch, and the smallest record that holds the event it came from: made when it is refused,
 * which is rare.
 */
record Decoded(Patch patch, Supplier<EventBatch> alone) {}
