package io.tallystream.gateway.http;

import io.tallystream.gateway.admission.Decision;
import io.tallystream.gateway.admission.Reason;
import io.tallystream.gateway.auth.Principal;
import java.util.Map;

/** The words of 503: 429 loses data in the most used exporter. */
final class Overload {
  private Overload() {}

  static Refusal refusal() {
    return new Refusal(
        Reason.OVERLOADED, "Too much is in flight. Send the same request again in a second.");
  }

  static Refusal quota(Principal principal, Decision.Refused over) {
    return Refusal.with(
        Map.of(
            "reason",
            Reason.RATE_LIMITED.label(),
            "project",
            principal.projectId(),
            "limit",
            over.limit(),
            "perSecond",
            over.perSecond()),
        Reason.RATE_LIMITED,
        "Project %s is over its %s of %d. Send the same request again after Retry-After seconds."
            .formatted(principal.projectId(), over.limit(), over.perSecond()));
  }

  static Refusal log() {
    return new Refusal(
        Reason.LOG_UNAVAILABLE,
        "The log did not confirm in time. Send the same request again; repeats are harmless.");
  }

  static Refusal keys() {
    return new Refusal(
        Reason.KEYS_UNAVAILABLE, "Keys cannot be checked now. Send the same request again.");
  }

  static Refusal draining() {
    return new Refusal(
        Reason.DRAINING, "This instance is stopping. Send the same request again in a second.");
  }
}
