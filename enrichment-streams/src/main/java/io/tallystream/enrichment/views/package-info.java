/** Stores facts and payloads in PostgreSQL. */
@NullMarked
package io.tallystream.enrichment.views;

import org.jspecify.annotations.NullMarked;
