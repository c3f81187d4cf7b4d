/** A producer's and an analyst's view of a running system, over HTTP. */
@NullMarked
package io.tallystream.bench.client;

import org.jspecify.annotations.NullMarked;
