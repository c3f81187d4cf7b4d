package io.tallystream.enrichment.views;

import io.tallystream.sink.Columns;
import io.tallystream.sink.Latest;
import io.tallystream.sink.Statement;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Helpers of the row collectors of this package. */
final class Rows {
  private Rows() {}

  /** NULL for absent text. */
  static @Nullable String text(String value) {
    return value.isEmpty() ? null : value;
  }

  /** Appends the upsert of the collected rows, if there are any. */
  static <K extends Comparable<K>, R> void write(
      Latest<K, R> rows, Columns<R> columns, String sql, List<Statement> out) {
    if (!rows.isEmpty()) {
      out.add(new Statement(sql, columns.arguments(rows.rows())));
    }
  }

  /** A version is newer than what is stored. */
  static final String NEWER = "t.ver < excluded.ver";

  /** Name of an entity within its partition, in the order of the primary keys. */
  record Key(int project, UUID root, UUID id) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byProject = Integer.compare(project, other.project);
      int byRoot = byProject != 0 ? byProject : root.compareTo(other.root);
      return byRoot != 0 ? byRoot : id.compareTo(other.id);
    }
  }
}
