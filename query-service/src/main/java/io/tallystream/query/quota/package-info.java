/** What the operator allows a project per second. */
@NullMarked
package io.tallystream.query.quota;

import org.jspecify.annotations.NullMarked;
