package io.tallystream.gateway.http;

import io.tallystream.gateway.admission.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that is not taken: reason, a sentence that tells the client what to do, and details.
 * Carries no stack trace: it is an answer, not a defect.
 */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Reason reason;
  private final transient List<String> details;
  private final transient Map<String, Object> facts;

  public Refusal(Reason reason, String message) {
    this(reason, message, List.of());
  }

  public Refusal(Reason reason, String message, List<String> details) {
    this(reason, message, details, Map.of());
  }

  private Refusal(Reason reason, String message, List<String> details, Map<String, Object> facts) {
    super(message, null, false, false);
    this.reason = reason;
    this.details = List.copyOf(details);
    this.facts = Map.copyOf(facts);
  }

  /** Transient trouble that a program can tell apart. */
  static Refusal with(Map<String, Object> facts, Reason reason, String message) {
    return new Refusal(reason, message, List.of(), facts);
  }

  public Reason reason() {
    return reason;
  }

  /** The sentence for the client. */
  public String sentence() {
    return String.valueOf(getMessage());
  }

  public List<String> details() {
    return details;
  }

  /** A body in the protocol's words, and what a program can tell this refusal by. */
  public Map<String, Object> body(Map<String, ?> words) {
    Map<String, Object> body = new LinkedHashMap<>(words);
    body.putAll(facts);
    return body;
  }

  /** HTTP status where the protocol does not differ. */
  public int status() {
    return switch (reason) {
      case UNAUTHENTICATED -> 401;
      case SCOPE_DENIED -> 403;
      case BODY_TOO_LARGE -> 413;
      case UNSUPPORTED_MEDIA_TYPE,
          MALFORMED_BODY,
          INVALID_REQUEST,
          INVALID_EVENT,
          UNKNOWN_EVENT_TYPE,
          WITHOUT_ID,
          SDK_LOG ->
          400;
      case BODY_INCOMPLETE -> 408;
      case RATE_LIMITED, OVERLOADED, LOG_UNAVAILABLE, KEYS_UNAVAILABLE, DRAINING -> 503;
      case INTERNAL -> 500;
    };
  }

  /** Whether sending the same again soon can succeed. */
  public boolean isTransient() {
    return status() == 503;
  }
}
