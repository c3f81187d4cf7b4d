/** Recomputes closed hours from the facts in the background, and tells what differs. */
@NullMarked
package io.tallystream.query.audit;

import org.jspecify.annotations.NullMarked;
