/** What clients send, as patches of the canonical model. */
@NullMarked
package io.tallystream.enrichment.dialect;

import org.jspecify.annotations.NullMarked;
