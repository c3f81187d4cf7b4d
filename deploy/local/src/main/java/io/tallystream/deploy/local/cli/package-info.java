/** What {@code ./tally} offers. */
@NullMarked
package io.tallystream.deploy.local.cli;

import org.jspecify.annotations.NullMarked;
