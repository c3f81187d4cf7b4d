/** What answers have in common: error bodies, numbers in JSON, browsers of other origins. */
@NullMarked
package io.tallystream.query.api;

import org.jspecify.annotations.NullMarked;
