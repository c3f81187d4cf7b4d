/** From an HTTP request to an answer, for every protocol alike. */
@NullMarked
package io.tallystream.gateway.http;

import org.jspecify.annotations.NullMarked;
