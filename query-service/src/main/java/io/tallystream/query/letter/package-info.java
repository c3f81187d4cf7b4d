/** What could not be processed or stored: listed, inspected, and produced again. */
@NullMarked
package io.tallystream.query.letter;

import org.jspecify.annotations.NullMarked;
