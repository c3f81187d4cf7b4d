/** How much is let in: bytes in flight, events per second, draining. */
@NullMarked
package io.tallystream.gateway.admission;

import org.jspecify.annotations.NullMarked;
