package io.tallystream.gateway.http.batch;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.event.v1.Source;
import io.tallystream.gateway.http.Submission;
import io.tallystream.gateway.http.batch.Routes.Lane;
import io.tallystream.gateway.http.batch.Routes.Route;
import io.tallystream.gateway.log.LogRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups events into records: one per {@link Route}, begun anew above 256 KB. */
final class BatchRecords {
  private static final int SPLIT_BYTES = 256 * 1024;

  /** The record that is being filled. */
  private record Filling(EventBatch.Builder batch, int[] bytes) {}

  private final Submission submission;
  private final Map<Route, Filling> filling = new LinkedHashMap<>();
  private final List<LogRecord> full = new ArrayList<>();

  private BatchRecords(Submission submission) {
    this.submission = submission;
  }

  static List<LogRecord> of(Submission submission, List<Judged.Good> good) {
    var records = new BatchRecords(submission);
    var routes = new Routes(good);
    for (Judged.Good each : good) {
      Route route = routes.of(each);
      if (route != null) {
        records.add(route, each.raw().event());
      }
    }
    records.filling.forEach((route, rest) -> records.full.add(record(route, rest)));
    return List.copyOf(records.full);
  }

  private void add(Route route, RawEvent.Slice slice) {
    Filling current = filling.get(route);
    if (current != null && current.bytes()[0] + slice.length() > SPLIT_BYTES) {
      full.add(record(route, current));
      current = null;
    }
    if (current == null) {
      String traceId = route.lane() == Lane.UNROUTED ? "" : route.id();
      current = new Filling(submission.envelope(Source.SOURCE_BATCH, traceId), new int[1]);
      filling.put(route, current);
    }
    current.batch().addBatchEvents(bytes(slice));
    current.bytes()[0] += slice.length();
  }

  private ByteString bytes(RawEvent.Slice slice) {
    return UnsafeByteOperations.unsafeWrap(submission.body(), slice.from(), slice.length());
  }

  private static LogRecord record(Route route, Filling filling) {
    EventBatch batch = filling.batch().build();
    return switch (route.lane()) {
      case SCORE -> LogRecord.ofScore(batch);
      case TRACE -> LogRecord.ofTrace(batch);
      case UNROUTED -> LogRecord.ofUnrouted(batch, route.id());
    };
  }
}
