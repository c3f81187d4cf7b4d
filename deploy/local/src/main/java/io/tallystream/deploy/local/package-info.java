/**
 * The whole system on one machine: broker, database and the four stages as production runs them.
 */
@NullMarked
package io.tallystream.deploy.local;

import org.jspecify.annotations.NullMarked;
