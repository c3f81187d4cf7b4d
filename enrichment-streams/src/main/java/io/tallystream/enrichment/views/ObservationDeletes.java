package io.tallystream.enrichment.views;

import io.tallystream.sink.Statement;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** Observation rows that leave their day: deleted for good, or moved to another day. */
final class ObservationDeletes {
  private static final String DELETE =
      """
      /* observation-delete */ DELETE FROM observation t
      USING unnest($1::int[], $2::uuid[], $3::uuid[], $4::date[], $5::smallint[], $6::bigint[])
        AS u(project_id, trace_h, obs_h, day, part, ver)
      WHERE t.project_id = u.project_id AND t.trace_h = u.trace_h AND t.obs_h = u.obs_h
        AND t.day = u.day AND t.part = u.part AND t.ver < u.ver""";

  private record Place(Rows.Key key, LocalDate day) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byKey = key.compareTo(other.key);
      return byKey != 0 ? byKey : day.compareTo(other.day);
    }
  }

  private record Delete(int part, long ver) {}

  private final TreeMap<Place, Delete> deletes = new TreeMap<>();

  void add(Rows.Key key, LocalDate day, int part, long ver) {
    deletes.put(new Place(key, day), new Delete(part, ver));
  }

  void writeTo(List<Statement> out) {
    if (deletes.isEmpty()) {
      return;
    }
    var places = deletes.keySet();
    var values = deletes.values();
    Tuple arguments =
        Tuple.tuple()
            .addValue(places.stream().map(p -> p.key.project()).toArray(Integer[]::new))
            .addValue(places.stream().map(p -> p.key.root()).toArray(UUID[]::new))
            .addValue(places.stream().map(p -> p.key.id()).toArray(UUID[]::new))
            .addValue(places.stream().map(Place::day).toArray(LocalDate[]::new))
            .addValue(values.stream().map(d -> (short) d.part).toArray(Short[]::new))
            .addValue(values.stream().map(Delete::ver).toArray(Long[]::new));
    out.add(new Statement(DELETE, arguments));
  }
}
