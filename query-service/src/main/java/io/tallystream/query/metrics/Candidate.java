package io.tallystream.query.metrics;

import io.tallystream.query.payload.EntityKey;
import io.tallystream.query.payload.PayloadOwner;
import io.vertx.mutiny.sqlclient.Row;

/**
 * A fact of which only its metadata is still to be judged.
 *
 * @param created first time at which the server saw it, in microseconds
 * @param updated last such time
 */
record Candidate(EntityKey key, long created, long updated) {
  /** Facts that one answer may examine. */
  static final int MAX = 50_000;

  static final PayloadOwner<Candidate> OWNER = new Owner();

  /** A row of {@link FactSql#candidates}. */
  static Candidate of(Row row) {
    return new Candidate(
        new EntityKey(row.getShort("part"), row.getUUID("trace_h"), row.getUUID("owner_h")),
        row.getLong("created_us"),
        row.getLong("updated_us"));
  }

  private static final class Owner implements PayloadOwner<Candidate> {
    @Override
    public EntityKey key(Candidate candidate) {
      return candidate.key();
    }

    @Override
    public long created(Candidate candidate) {
      return candidate.created();
    }

    @Override
    public long updated(Candidate candidate) {
      return candidate.updated();
    }
  }
}
