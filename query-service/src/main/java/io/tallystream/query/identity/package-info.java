/** Who asks: API keys, people and their sessions, and the first of each. */
@NullMarked
package io.tallystream.query.identity;

import org.jspecify.annotations.NullMarked;
