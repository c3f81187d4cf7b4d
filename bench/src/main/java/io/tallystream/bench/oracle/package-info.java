/**
 * A second opinion about a run: what the events that were sent finally mean, folded in plain Java,
 * and whether the stored rollups say the same. Shares no code with the stages.
 */
@NullMarked
package io.tallystream.bench.oracle;

import org.jspecify.annotations.NullMarked;
