package io.tallystream.gateway.http;

import io.tallystream.gateway.admission.Reason;

/** The words of 503 and 429. */
final class Overload {
  private Overload() {}

  static Refusal refusal() {
    return new Refusal(
        Reason.OVERLOADED, "Too much is in flight. Send the same request again in a second.");
  }

  static Refusal rate() {
    return new Refusal(
        Reason.RATE_LIMITED,
        "Rate limit exceeded. Send the same request again after Retry-After seconds.");
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
