/** Reads of scores in the three shapes of the public API. */
@NullMarked
package io.tallystream.query.score;

import org.jspecify.annotations.NullMarked;
