/** POST /api/public/ingestion. */
@NullMarked
package io.tallystream.gateway.http.batch;

import org.jspecify.annotations.NullMarked;
