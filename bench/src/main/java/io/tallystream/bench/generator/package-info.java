/** Seeded traffic: what to send, decided before anything is sent. */
@NullMarked
package io.tallystream.bench.generator;

import org.jspecify.annotations.NullMarked;
