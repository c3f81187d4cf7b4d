/** The shipped model definitions, loaded at start. */
@NullMarked
package io.tallystream.query.catalogue;

import org.jspecify.annotations.NullMarked;
