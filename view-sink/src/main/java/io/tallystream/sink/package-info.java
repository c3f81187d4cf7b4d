/**
 * What every sink shares: batches from Kafka into PostgreSQL, with the offsets in the transaction.
 */
@NullMarked
package io.tallystream.sink;

import org.jspecify.annotations.NullMarked;
