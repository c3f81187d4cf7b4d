/** What must be there before the stages start: topics and schema. */
@NullMarked
package io.tallystream.deploy.local.provision;

import org.jspecify.annotations.NullMarked;
