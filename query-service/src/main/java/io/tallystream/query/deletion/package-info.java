/** Deletion of traces, scores, users' data, projects, and of what is too old. */
@NullMarked
package io.tallystream.query.deletion;

import org.jspecify.annotations.NullMarked;
