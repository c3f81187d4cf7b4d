package io.tallystream.gateway.http.otlp;

import com.google.protobuf.ByteString;

/**
 * One span as sent, with what it was sent under.
 *
 * @param traceId 32 lower-case hexadecimal digits
 * @param group which {@code ScopeSpans} of the request it came in
 * @param resource empty when absent
 * @param scope empty when absent
 */
record SpanSlice(
    String traceId, int group, ByteString resource, ByteString scope, ByteString span) {}
