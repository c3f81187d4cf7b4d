package io.tallystream.query.payload;

import io.tallystream.event.v1.BodyField;

/**
 * One write to one field.
 *
 * @param json whether {@code text} is JSON as sent, else it is a text as sent
 */
record PayloadRow(EntityKey entity, BodyField field, boolean json, String text) {}
