package io.tallystream.gateway.http.batch;

import io.tallystream.gateway.admission.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The verdict on one event. */
sealed interface Judged {
  /**
   * To be kept, or dropped as the contract says when it names no entity.
   *
   * @param id of the trace, observation or score
   * @param traceId that an observation names
   */
  record Good(
      RawEvent raw,
      EventType type,
      Instant timestamp,
      @Nullable String id,
      @Nullable String traceId)
      implements Judged {}

  /**
   * @param status of the entry in {@code errors}
   * @param detail names the field
   */
  record Bad(String id, int status, Reason reason, String message, String detail)
      implements Judged {
    static Bad invalid(RawEvent raw, String detail) {
      return new Bad(raw.label(), 400, Reason.INVALID_EVENT, BatchProtocol.INVALID, detail);
    }

    static Bad unknownType(RawEvent raw, String detail) {
      return new Bad(raw.label(), 400, Reason.UNKNOWN_EVENT_TYPE, BatchProtocol.INVALID, detail);
    }

    static Bad outOfScope(RawEvent raw) {
      return new Bad(
          raw.label(), 401, Reason.SCOPE_DENIED, "Authentication error", "Access Scope Denied");
    }
  }
}
