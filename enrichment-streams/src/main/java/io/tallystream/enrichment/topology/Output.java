package io.tallystream.enrichment.topology;

/** Where a record goes: the child's name, key and value. */
record Output(String child, byte[] key, byte[] value) {}
