/**
 * The contract, proven by those who depend on it: real SDKs against the real system as {@code
 * ./tally up} starts it.
 */
@NullMarked
package io.tallystream.contract;

import org.jspecify.annotations.NullMarked;
