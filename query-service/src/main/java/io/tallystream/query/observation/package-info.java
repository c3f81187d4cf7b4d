/**
 * Reads of observations: the classic list and single read, and the cursor list with field groups.
 */
@NullMarked
package io.tallystream.query.observation;

import org.jspecify.annotations.NullMarked;
