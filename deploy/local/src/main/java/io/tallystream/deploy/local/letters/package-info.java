/** Dead letters of every project, for the operator: straight from the database to the broker. */
@NullMarked
package io.tallystream.deploy.local.letters;

import org.jspecify.annotations.NullMarked;
