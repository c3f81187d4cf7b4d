package io.tallystream.gateway.http.batch;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.event.v1.Source;
import io.tallystream.gateway.http.Submission;
import io.tallystream.gateway.log.LogRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups events into records: one per trace or score, begun anew above 256 KB. */
final class BatchRecords {
  private static final int SPLIT_BYTES = 256 * 1024;

  private record Route(boolean score, String id) {}

  /** The record that is being filled. */
  private record Filling(EventBatch.Builder batch, int[] bytes) {}

  private final Submission submission;
  private final Map<Route, Filling> filling = new LinkedHashMap<>();
  private final List<LogRecord> full = new ArrayList<>();

  BatchRecords(Submission submission) {
    this.submission = submission;
  }

  void add(Judged.Good good) {
    String id = good.routedBy();
    if (id == null || good.type() == EventType.SDK_LOG) {
      return;
    }
    var route = new Route(good.type() == EventType.SCORE_CREATE, id);
    RawEvent.Slice slice = good.raw().event();
    Filling current = filling.get(route);
    if (current != null && current.bytes()[0] + slice.length() > SPLIT_BYTES) {
      full.add(record(route, current));
      current = null;
    }
    if (current == null) {
      current = new Filling(submission.envelope(Source.SOURCE_BATCH, id), new int[1]);
      filling.put(route, current);
    }
    current.batch().addBatchEvents(bytes(slice));
    current.bytes()[0] += slice.length();
  }

  List<LogRecord> records() {
    filling.forEach((route, rest) -> full.add(record(route, rest)));
    filling.clear();
    return List.copyOf(full);
  }

  private ByteString bytes(RawEvent.Slice slice) {
    return UnsafeByteOperations.unsafeWrap(submission.body(), slice.from(), slice.length());
  }

  private static LogRecord record(Route route, Filling filling) {
    EventBatch batch = filling.batch().build();
    return route.score() ? LogRecord.ofScore(batch) : LogRecord.ofTrace(batch);
  }
}
