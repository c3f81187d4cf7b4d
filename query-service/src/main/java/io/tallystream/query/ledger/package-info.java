/** What became of each event that was sent: the ledger by minute, and one event's way. */
@NullMarked
package io.tallystream.query.ledger;

import org.jspecify.annotations.NullMarked;
