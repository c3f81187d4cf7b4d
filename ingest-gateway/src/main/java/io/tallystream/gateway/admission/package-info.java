/** How much is let in: bytes in flight, quotas per project, draining. */
@NullMarked
package io.tallystream.gateway.admission;

import org.jspecify.annotations.NullMarked;
