/** Tokens of texts, counted by published vocabularies. */
@NullMarked
package io.tallystream.enrichment.tokens;

import org.jspecify.annotations.NullMarked;
