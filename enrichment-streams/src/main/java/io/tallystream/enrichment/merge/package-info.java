/** Entities as registers whose merge does not depend on order. */
@NullMarked
package io.tallystream.enrichment.merge;

import org.jspecify.annotations.NullMarked;
