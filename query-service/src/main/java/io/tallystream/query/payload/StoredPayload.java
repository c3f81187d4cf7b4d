package io.tallystream.query.payload;

import io.tallystream.event.v1.BodyField;
import io.vertx.mutiny.sqlclient.Row;

/** One row of {@code payload}, not yet decoded. */
record StoredPayload(EntityKey entity, BodyField field, boolean json, Body body) {
  static StoredPayload of(Row row) {
    return new StoredPayload(
        new EntityKey(row.getShort("part"), row.getUUID("trace_h"), row.getUUID("obs_h")),
        BodyField.forNumber(row.getShort("field")),
        row.getBoolean("json"),
        new Body(row.getShort("codec"), row.getLong("size"), row.getBuffer("data").getBytes()));
  }

  PayloadRow decode() {
    return new PayloadRow(entity, field, json, body.text());
  }
}
