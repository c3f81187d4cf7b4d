/** What is not ingestion: the reverse proxy to query-service. */
@NullMarked
package io.tallystream.gateway.http.front;

import org.jspecify.annotations.NullMarked;
