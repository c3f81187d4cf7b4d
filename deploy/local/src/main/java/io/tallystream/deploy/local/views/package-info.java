/** The tables that the sinks derive from topics, for the operator. */
@NullMarked
package io.tallystream.deploy.local.views;

import org.jspecify.annotations.NullMarked;
