package io.tallystream.enrichment.views;

import io.tallystream.sink.Latest;
import io.tallystream.sink.Statement;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Deletes of rows that one hash names: traces and scores. */
final class EntityDeletes {
  private record Delete(Rows.Key key, int part, long ver) {}

  private final String sql;
  private final Latest<Rows.Key, Delete> deletes = new Latest<>();

  EntityDeletes(String table, String hashColumn) {
    this.sql =
        """
        /* %1$s-delete */ DELETE FROM %1$s t
        USING unnest($1::int[], $2::uuid[], $3::smallint[], $4::bigint[]) AS u(project_id, h, part, ver)
        WHERE t.project_id = u.project_id AND t.%2$s = u.h AND t.part = u.part AND t.ver < u.ver"""
            .formatted(table, hashColumn);
  }

  void add(Rows.Key key, int part, long ver) {
    deletes.put(key, new Delete(key, part, ver));
  }

  void writeTo(List<Statement> out) {
    if (deletes.isEmpty()) {
      return;
    }
    var rows = deletes.rows();
    Tuple arguments =
        Tuple.tuple()
            .addValue(rows.stream().map(d -> d.key.project()).toArray(Integer[]::new))
            .addValue(rows.stream().map(d -> d.key.root()).toArray(UUID[]::new))
            .addValue(rows.stream().map(d -> (short) d.part).toArray(Short[]::new))
            .addValue(rows.stream().map(Delete::ver).toArray(Long[]::new));
    out.add(new Statement(sql, arguments));
  }
}
