/**
 * A second opinion: recomputes every rollup in plain Java and compares. Shares no code with the
 * stages.
 */
@NullMarked
package io.tallystream.audit;

import org.jspecify.annotations.NullMarked;
