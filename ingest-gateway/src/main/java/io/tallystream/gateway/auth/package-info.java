/** Who sends: credentials against the cache of hashed keys. */
@NullMarked
package io.tallystream.gateway.auth;

import org.jspecify.annotations.NullMarked;
