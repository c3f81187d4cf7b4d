package io.tallystream.aggregator.views;

import static io.tallystream.sink.Columns.Type.BIGINT;
import static io.tallystream.sink.Columns.Type.INT;
import static io.tallystream.sink.Columns.Type.SMALLINT;
import static io.tallystream.sink.Columns.Type.TEXT;

import io.tallystream.event.Failpoint;
import io.tallystream.event.RollupFamily;
import io.tallystream.sink.Columns;
import io.tallystream.sink.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** SQL of one {@code rollup_*} table, from {@link RollupFamily} alone. */
final class FamilyTable {
  private static final Map<RollupFamily, FamilyTable> TABLES = new EnumMap<>(RollupFamily.class);

  static {
    for (RollupFamily family : RollupFamily.values()) {
      TABLES.put(family, new FamilyTable(family));
    }
  }

  private final Columns<StoredRow> rows;
  private final String upsert;
  private final Columns<StoredRow> keys;
  private final String delete;

  private FamilyTable(RollupFamily family) {
    String table = family.table();
    rows = key(family).column("ver", BIGINT, StoredRow::ver);
    MeasureColumns.addTo(rows);
    upsert = broken(rows.upsert(table + "-upsert", "t.ver < excluded.ver"));
    keys = key(family).column("ver", BIGINT, StoredRow::ver);
    delete = keys.delete(table + "-delete", "t.ver < u.ver");
  }

  /** What the fault suite must catch, where it asks for it. */
  private static String broken(String upsert) {
    return Failpoint.INCREMENTS_IN_SINK.isOn()
        ? upsert.replace(
            "priced_cost = excluded.priced_cost",
            "priced_cost = t.priced_cost + excluded.priced_cost")
        : upsert;
  }

  static FamilyTable of(RollupFamily family) {
    return java.util.Objects.requireNonNull(TABLES.get(family));
  }

  Statement upsert(Collection<StoredRow> of) {
    return new Statement(upsert, rows.arguments(of));
  }

  Statement delete(Collection<StoredRow> of) {
    return new Statement(delete, keys.arguments(of));
  }

  private static Columns<StoredRow> key(RollupFamily family) {
    var columns =
        new Columns<StoredRow>(family.table())
            .key("project_id", INT, r -> r.key().project())
            .key("bucket_s", BIGINT, r -> r.key().bucket());
    var dimensions = new ArrayList<>(family.dimensions);
    for (int i = 0; i < dimensions.size(); i++) {
      int at = i;
      columns.key(dimensions.get(i), TEXT, r -> r.key().dims().get(at));
    }
    return columns.key("part", SMALLINT, r -> (short) r.key().part());
  }
}
