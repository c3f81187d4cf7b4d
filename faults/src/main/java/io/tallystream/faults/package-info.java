/** The fault suite: breaks a system of its own, row by row of the fault matrix, and judges it. */
@NullMarked
package io.tallystream.faults;

import org.jspecify.annotations.NullMarked;
