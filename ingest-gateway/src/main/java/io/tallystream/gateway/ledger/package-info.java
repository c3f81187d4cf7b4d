/** What became of each event that was sent: counted here up to the log. */
@NullMarked
package io.tallystream.gateway.ledger;

import org.jspecify.annotations.NullMarked;
