/** The Kafka Streams topology from {@code facts} to {@code rollups}, its stores and its life. */
@NullMarked
package io.tallystream.aggregator.topology;

import org.jspecify.annotations.NullMarked;
