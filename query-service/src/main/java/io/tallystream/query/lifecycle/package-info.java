/** Start, readiness and health. */
@NullMarked
package io.tallystream.query.lifecycle;

import org.jspecify.annotations.NullMarked;
