package io.tallystream.enrichment.views;

import io.tallystream.event.v1.Outcome;
import io.tallystream.sink.Statement;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Rows of {@code ledger_outcome}: sums, which each record of {@code facts} is added to once,
 * because it is stored once.
 */
final class LedgerRows {
  private static final String ADD =
      """
      /* ledger-outcome-add */ INSERT INTO ledger_outcome AS t (project_id, minute, part, stored, duplicate, quarantined)
      SELECT * FROM unnest($1::int[], $2::bigint[], $3::smallint[], $4::bigint[], $5::bigint[], $6::bigint[])
      ON CONFLICT (project_id, minute, part) DO UPDATE SET stored = t.stored + excluded.stored,
        duplicate = t.duplicate + excluded.duplicate, quarantined = t.quarantined + excluded.quarantined""";

  private record Key(int project, long minute, int part) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::project)
            .thenComparingLong(Key::minute)
            .thenComparingInt(Key::part);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private record Ends(long stored, long duplicate, long quarantined) {
    private static Ends sum(Ends a, Ends b) {
      return new Ends(
          a.stored + b.stored, a.duplicate + b.duplicate, a.quarantined + b.quarantined);
    }
  }

  /** In key order, so that writers that lock do not deadlock. */
  private final TreeMap<Key, Ends> rows = new TreeMap<>();

  void add(Outcome o, int part) {
    add(o, part, new Ends(o.getStored(), o.getDuplicate(), o.getQuarantined()));
  }

  /** Of a record that is a dead letter: what it would have stored is quarantined. */
  void addRefused(Outcome o, int part) {
    add(o, part, new Ends(0, o.getDuplicate(), o.getStored() + o.getQuarantined()));
  }

  void writeTo(List<Statement> out) {
    if (!rows.isEmpty()) {
      Collection<Key> keys = rows.keySet();
      out.add(
          new Statement(
              ADD,
              Tuple.of(
                  keys.stream().map(Key::project).toArray(Integer[]::new),
                  keys.stream().map(Key::minute).toArray(Long[]::new),
                  keys.stream().map(k -> (short) k.part).toArray(Short[]::new),
                  longs(Ends::stored),
                  longs(Ends::duplicate),
                  longs(Ends::quarantined))));
    }
  }

  private void add(Outcome o, int part, Ends ends) {
    rows.merge(new Key(o.getProject(), o.getMinute(), part), ends, Ends::sum);
  }

  private Long[] longs(ToLongFunction<Ends> number) {
    return rows.values().stream().map(number::applyAsLong).toArray(Long[]::new);
  }
}
