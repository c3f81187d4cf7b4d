/** Brings events of traces whose state left the store together with it. */
@NullMarked
package io.tallystream.enrichment.cold;

import org.jspecify.annotations.NullMarked;
