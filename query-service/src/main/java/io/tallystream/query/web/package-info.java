/** Serves the pages of {@code src/main/webui} from memory, to everyone: they hold no data. */
@NullMarked
package io.tallystream.query.web;

import org.jspecify.annotations.NullMarked;
