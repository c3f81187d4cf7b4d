/**
 * The filter language of the lists: parsed strictly, rendered to SQL with bound values only. Plain
 * Java.
 */
@NullMarked
package io.tallystream.query.filter;

import org.jspecify.annotations.NullMarked;
