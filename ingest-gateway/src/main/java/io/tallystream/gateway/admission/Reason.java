package io.tallystream.gateway.admission;

import java.util.Locale;

/**
 * Why something was not taken. The word is the metric's label, the log's word and the runbook's
 * heading; it is spelled here only.
 */
public enum Reason {
  /** No key, a wrong one, or an expired one. The client must act. */
  UNAUTHENTICATED,
  /** A key that may not do this. */
  SCOPE_DENIED,
  BODY_TOO_LARGE,
  UNSUPPORTED_MEDIA_TYPE,
  /** Not JSON, not Protobuf, not gzip: nothing of it could be read. */
  MALFORMED_BODY,
  /** A body that could be read but does not have the shape of the protocol. */
  INVALID_REQUEST,
  /** One event of an otherwise good request. */
  INVALID_EVENT,
  UNKNOWN_EVENT_TYPE,
  /** Accepted and dropped as the contract says: an entity without an id. */
  WITHOUT_ID,
  /** Accepted and dropped as the contract says: what an SDK logs about itself. */
  SDK_LOG,
  /** A project beyond its hard limit. */
  RATE_LIMITED,
  /** Too many bytes in flight. */
  OVERLOADED,
  /** The broker did not acknowledge in time. The operator must act. */
  LOG_UNAVAILABLE,
  /** The keys cannot be read. The operator must act. */
  KEYS_UNAVAILABLE,
  DRAINING,
  /** The client stopped sending in the middle. */
  BODY_INCOMPLETE,
  /** A defect of ours. */
  INTERNAL;

  /** Lower case, as in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
