/** Reads of traces: list, and one with its observations and scores. */
@NullMarked
package io.tallystream.query.trace;

import org.jspecify.annotations.NullMarked;
