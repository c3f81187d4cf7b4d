/** Changes of configuration on their way to compacted topics, in the order of their commits. */
@NullMarked
package io.tallystream.query.outbox;

import org.jspecify.annotations.NullMarked;
