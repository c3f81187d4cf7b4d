/**
 * A second opinion: recomputes every rollup in plain Java and compares. Shares no code with the
 * stages.
 */
@NullMarked
package io.tallystream.bench.oracle;

import org.jspecify.annotations.NullMarked;
