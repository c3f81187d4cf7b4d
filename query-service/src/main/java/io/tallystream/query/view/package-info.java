/** How columns of the views read: times, money, names of numbers, bound values, totals of lists. */
@NullMarked
package io.tallystream.query.view;

import org.jspecify.annotations.NullMarked;
