package io.tallystream.enrichment.topology;

import com.google.protobuf.ByteString;
import io.tallystream.enrichment.usage.ObservationMeasures;
import io.tallystream.event.FactKey;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.EntityState;
import io.tallystream.event.v1.FactChange;
import io.tallystream.event.v1.Measures;
import io.tallystream.event.v1.ObservationFact;
import io.tallystream.event.v1.TraceCell;
import io.tallystream.event.v1.TraceFact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;

/**
 * What a schedule of events ends in.
 *
 * @param facts the last fact of each key, without the number of changes that led to it
 * @param state whether each key of state is an entity or deleted
 * @param breaks changes that do not begin with what the one before ended with
 * @param observations what the changes of observations sum to, by hour, model and level
 * @param traces what the changes of traces sum to, by user, session, name, tags, hour and
 *     environment
 */
record End(
    Map<String, String> facts,
    Map<String, String> state,
    int breaks,
    Map<String, Measures> observations,
    Map<String, Measures> traces) {
  private static final long HOUR_US = 3_600_000_000L;

  static End of(Enrichment enrichment) throws IOException {
    var facts = enrichment.records(Topics.FACTS);
    List<FactChange> changes = changes(facts);
    return new End(
        last(facts), state(enrichment), breaks(facts), observations(changes), traces(changes));
  }

  /** Wherever it is: of an evicted trace, what left with it. */
  private static Map<String, String> state(Enrichment enrichment) {
    var state = compacted(enrichment.changelog(EnrichmentTopology.ENTITIES));
    state.keySet().removeIf(key -> key.startsWith("\\xFF\\xFF\\xFF\\xFF"));
    state.replaceAll(
        (key, value) ->
            switch (value.charAt(0)) {
              case 0 -> "deleted";
              case 1 -> "cold";
              default -> "entity";
            });
    enrichment
        .coldStates()
        .forEach(
            (routing, cold) -> {
              String trace = Bytes.wrap(FactKey.trace(routing.get()).bytes()).toString();
              if (state.get(trace).equals("cold")) {
                for (EntityState each : ColdTraces.unpack(cold).getEntityList()) {
                  byte[] key =
                      ByteString.copyFrom(routing.get()).concat(each.getKey()).toByteArray();
                  state.put(Bytes.wrap(key).toString(), "entity");
                }
              } else if (state.get(trace).equals("deleted")) {
                state.put(trace, "deleted, but for what left the store");
              }
            });
    return state;
  }

  /** How many changes do not begin with what the one before ended with. */
  private static int breaks(List<TestRecord<byte[], byte[]>> records) throws IOException {
    var before = new HashMap<Bytes, Object>();
    int breaks = 0;
    for (var record : records) {
      if (record.value() == null) {
        continue;
      }
      FactChange change = FactChange.parseFrom(record.value());
      Bytes key = Bytes.wrap(record.key());
      if (change.hasTrace()) {
        var prev = change.getTrace().getPrev();
        breaks += prev.equals(before.getOrDefault(key, TraceFact.getDefaultInstance())) ? 0 : 1;
        before.put(key, change.getTrace().getNext());
      } else if (change.hasObservation()) {
        var prev = change.getObservation().getPrev();
        var none = ObservationFact.getDefaultInstance();
        breaks += prev.equals(before.getOrDefault(key, none)) ? 0 : 1;
        before.put(key, Facts.stripped(change.getObservation().getNext()));
      }
    }
    return breaks;
  }

  /** What the changes of observations sum to. */
  static Map<String, Measures> observations(List<FactChange> changes) {
    var sums = new TreeMap<String, Measures>();
    for (FactChange c : changes) {
      if (c.getObservation().hasPrev()) {
        add(sums, c.getObservation().getPrev(), -1);
      }
      if (c.getObservation().hasNext()) {
        add(sums, c.getObservation().getNext(), 1);
      }
    }
    return sums;
  }

  static List<FactChange> changes(List<TestRecord<byte[], byte[]>> records) throws IOException {
    var changes = new ArrayList<FactChange>();
    for (var record : records) {
      if (record.value() != null) {
        changes.add(FactChange.parseFrom(record.value()));
      }
    }
    return changes;
  }

  /** What compaction leaves: the last value of each key, unless it is a tombstone. */
  static Map<String, String> compacted(List<TestRecord<byte[], byte[]>> records) {
    var last = new HashMap<String, String>();
    for (var record : records) {
      String key = Bytes.wrap(record.key()).toString();
      if (record.value() == null) {
        last.remove(key);
      } else {
        last.put(key, new String(record.value(), StandardCharsets.UTF_8));
      }
    }
    return last;
  }

  private static Map<String, String> last(List<TestRecord<byte[], byte[]>> records)
      throws IOException {
    var last = new HashMap<String, String>();
    for (var record : records) {
      String key = Bytes.wrap(record.key()).toString();
      if (record.value() == null) {
        last.remove(key);
        continue;
      }
      FactChange change = FactChange.parseFrom(record.value());
      if (change.hasTrace()) {
        last.put(key, change.getTrace().getNext().toString());
      } else if (change.hasObservation()) {
        last.put(key, change.getObservation().getNext().toString());
      }
    }
    return last;
  }

  /** What the changes of traces sum to. */
  static Map<String, Measures> traces(List<FactChange> changes) {
    var sums = new TreeMap<String, Measures>();
    for (FactChange c : changes) {
      if (c.getTrace().hasPrev()) {
        add(sums, c.getTrace().getPrev(), -1);
      }
      if (c.getTrace().hasNext()) {
        add(sums, c.getTrace().getNext(), 1);
      }
    }
    return sums;
  }

  private static void add(Map<String, Measures> sums, ObservationFact o, int sign) {
    String row = "%d %s %s".formatted(o.getStartUs() / HOUR_US, o.getModel(), o.getLevel());
    add(sums, row, ObservationMeasures.of(o), sign);
  }

  private static void add(Map<String, Measures> sums, TraceFact t, int sign) {
    for (TraceCell cell : t.getCellsList()) {
      String row =
          List.of(t.getUserId(), t.getSessionId(), t.getName(), t.getRelease(), t.getTagsList())
              + " %d %s".formatted(cell.getHour(), cell.getEnvironment());
      add(sums, row, cell.getMeasures(), sign);
    }
  }

  private static void add(Map<String, Measures> sums, String row, Measures measures, int sign) {
    var sum = sums.getOrDefault(row, Measures.getDefaultInstance()).toBuilder();
    ObservationMeasures.add(sum, measures, sign);
    sums.put(row, sum.build());
    sums.values().removeIf(m -> m.equals(Measures.getDefaultInstance()));
  }
}
