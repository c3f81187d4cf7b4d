/** One broker and one database for the tests of a JVM. */
@NullMarked
package io.tallystream.deploy.local.servers;

import org.jspecify.annotations.NullMarked;
