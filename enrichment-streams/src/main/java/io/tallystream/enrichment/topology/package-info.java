/** Wires the plain code to Kafka Streams. */
@NullMarked
package io.tallystream.enrichment.topology;

import org.jspecify.annotations.NullMarked;
