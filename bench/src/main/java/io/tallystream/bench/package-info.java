/**
 * Commands that drive a running system and judge it: {@code bench}, {@code oracle}, {@code verify}.
 */
@NullMarked
package io.tallystream.bench;

import org.jspecify.annotations.NullMarked;
