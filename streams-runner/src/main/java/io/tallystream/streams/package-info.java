/** How a stage runs its topology: settings, exactly-once, memory, start, readiness, end. */
@NullMarked
package io.tallystream.streams;

import org.jspecify.annotations.NullMarked;
