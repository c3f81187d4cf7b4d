/** The one producer, and the records that a request becomes. */
@NullMarked
package io.tallystream.gateway.log;

import org.jspecify.annotations.NullMarked;
