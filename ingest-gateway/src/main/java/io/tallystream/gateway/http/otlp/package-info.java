/** OTLP traces over HTTP and gRPC. */
@NullMarked
package io.tallystream.gateway.http.otlp;

import org.jspecify.annotations.NullMarked;
