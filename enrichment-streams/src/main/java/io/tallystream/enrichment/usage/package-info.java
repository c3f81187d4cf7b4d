/** Usage and provided cost, normalised; what an observation adds to a sum. */
@NullMarked
package io.tallystream.enrichment.usage;

import org.jspecify.annotations.NullMarked;
