/** A real PostgreSQL from Maven artifacts, run as its own process tree. */
@NullMarked
package io.tallystream.deploy.local.postgres;

import org.jspecify.annotations.NullMarked;
