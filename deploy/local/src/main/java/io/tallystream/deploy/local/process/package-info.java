/** Child processes: how they are started, recorded and ended. */
@NullMarked
package io.tallystream.deploy.local.process;

import org.jspecify.annotations.NullMarked;
