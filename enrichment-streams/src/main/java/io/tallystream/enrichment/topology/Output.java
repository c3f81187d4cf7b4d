package io.tallystream.enrichment.topology;

import org.jspecify.annotations.Nullable;

/** Where a record goes: the child's name, key and value; null is a tombstone. */
record Output(String child, byte[] key, byte @Nullable [] value) {}
