package io.tallystream.enrichment.topology;

import io.tallystream.enrichment.dialect.Patch;
import io.tallystream.event.v1.EventBatch;
import java.util.function.Supplier;

/**
 * A patch, and the smallest record that holds the event it came from: made when it is refused,
 * which is rare.
 *
 * @param counts whether the event is counted by what becomes of this patch: its only one, or that
 *     of its observation
 */
record Decoded(Patch patch, Supplier<EventBatch> alone, boolean counts) {}
