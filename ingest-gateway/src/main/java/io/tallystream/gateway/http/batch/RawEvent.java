package io.tallystream.gateway.http.batch;

import org.jspecify.annotations.Nullable;

/**
 * One element of {@code batch}, found but not judged. Texts are null where absent or not a string.
 *
 * @param event where it is in the request
 * @param body where its body object is; null when absent or not an object
 */
record RawEvent(
    Slice event,
    @Nullable String id,
    @Nullable String type,
    @Nullable String timestamp,
    @Nullable Slice body) {
  /** Bytes {@code [from, to)} of the request. */
  record Slice(int from, int to) {
    int length() {
      return to - from;
    }
  }

  /** What the answer calls it. */
  String label() {
    return id != null && Check.isId(id) ? id : "unknown";
  }
}
