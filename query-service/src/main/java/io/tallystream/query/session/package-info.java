/** Reads of sessions, which exist as soon as a trace names them. */
@NullMarked
package io.tallystream.query.session;

import org.jspecify.annotations.NullMarked;
