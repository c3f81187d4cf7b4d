/** What runs beside the topology and brings records of one topic to another. */
@NullMarked
package io.tallystream.enrichment.lane;

import org.jspecify.annotations.NullMarked;
