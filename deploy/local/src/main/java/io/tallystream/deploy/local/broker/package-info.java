/** A real Kafka broker (KRaft, one node) from Maven artifacts. */
@NullMarked
package io.tallystream.deploy.local.broker;

import org.jspecify.annotations.NullMarked;
