/** The front door: takes events in over HTTP and gRPC, and answers once the log has them. */
@NullMarked
package io.tallystream.gateway;

import org.jspecify.annotations.NullMarked;
