/** Inputs, outputs and metadata as their events left them, folded into what a reader sees. */
@NullMarked
package io.tallystream.query.payload;

import org.jspecify.annotations.NullMarked;
