/** When the gateway is ready, and how it stops. */
@NullMarked
package io.tallystream.gateway.lifecycle;

import org.jspecify.annotations.NullMarked;
