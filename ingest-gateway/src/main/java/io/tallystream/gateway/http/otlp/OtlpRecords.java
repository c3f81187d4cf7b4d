package io.tallystream.gateway.http.otlp;

import io.tallystream.event.Topics;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.event.v1.OtlpScopeSpans;
import io.tallystream.event.v1.Source;
import io.tallystream.gateway.http.Refusal;
import io.tallystream.gateway.http.Submission;
import io.tallystream.gateway.http.TooLarge;
import io.tallystream.gateway.log.LogRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Groups spans into records: one per trace, begun anew above 256 KB. */
final class OtlpRecords {
  private static final int SPLIT_BYTES = 256 * 1024;

  /** Room for the envelope around a span. */
  private static final int ENVELOPE_BYTES = 64 * 1024;

  private static final int MAX_SPAN_BYTES = Topics.MAX_RECORD_BYTES - ENVELOPE_BYTES;

  private OtlpRecords() {}

  static List<LogRecord> of(List<SpanSlice> spans, Submission submission) throws Refusal {
    var byTrace = new LinkedHashMap<String, List<SpanSlice>>();
    for (SpanSlice span : spans) {
      byTrace.computeIfAbsent(span.traceId(), id -> new ArrayList<>()).add(span);
    }
    var records = new ArrayList<LogRecord>();
    for (var trace : byTrace.entrySet()) {
      for (List<SpanSlice> part : split(trace.getValue())) {
        records.add(record(trace.getKey(), part, submission));
      }
    }
    return records;
  }

  private static List<List<SpanSlice>> split(List<SpanSlice> spans) throws Refusal {
    var parts = new ArrayList<List<SpanSlice>>();
    var part = new ArrayList<SpanSlice>();
    long bytes = 0;
    int group = -1;
    for (SpanSlice span : spans) {
      long under = (long) span.resource().size() + span.scope().size();
      if (under + span.span().size() > MAX_SPAN_BYTES) {
        throw TooLarge.event(MAX_SPAN_BYTES);
      }
      long more = span.span().size() + (span.group() == group ? 0 : under);
      if (!part.isEmpty() && bytes + more > SPLIT_BYTES) {
        parts.add(List.copyOf(part));
        part.clear();
        bytes = 0;
        more = span.span().size() + under;
      }
      part.add(span);
      bytes += more;
      group = span.group();
    }
    parts.add(part);
    return parts;
  }

  private static LogRecord record(String traceId, List<SpanSlice> spans, Submission submission) {
    EventBatch.Builder batch = submission.envelope(Source.SOURCE_OTLP, traceId);
    SpanSlice first = spans.getFirst();
    int group = first.group();
    OtlpScopeSpans.Builder open = groupOf(first);
    for (SpanSlice span : spans) {
      if (span.group() != group) {
        batch.addOtlpSpans(open);
        group = span.group();
        open = groupOf(span);
      }
      open.addSpans(span.span());
    }
    return LogRecord.ofTrace(batch.addOtlpSpans(open).build());
  }

  private static OtlpScopeSpans.Builder groupOf(SpanSlice span) {
    return OtlpScopeSpans.newBuilder().setResource(span.resource()).setScope(span.scope());
  }
}
