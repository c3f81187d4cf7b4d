package io.tallystream.aggregator.views;

import io.tallystream.event.RollupFamily;
import io.tallystream.sink.Statement;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;

/** The rows of one family in a batch: the last version of each, in key order. */
final class FamilyRows {
  private final FamilyTable table;
  private final TreeMap<Bytes, StoredRow> rows = new TreeMap<>();

  FamilyRows(RollupFamily family) {
    table = FamilyTable.of(family);
  }

  void put(StoredRow row) {
    rows.put(Bytes.wrap(row.key().bytes()), row);
  }

  void writeTo(List<Statement> out) {
    List<StoredRow> gone = where(StoredRow::isEmpty);
    List<StoredRow> there = where(row -> !row.isEmpty());
    if (!gone.isEmpty()) {
      out.add(table.delete(gone));
    }
    if (!there.isEmpty()) {
      out.add(table.upsert(there));
    }
  }

  private List<StoredRow> where(Predicate<StoredRow> condition) {
    return rows.values().stream().filter(condition).toList();
  }
}
