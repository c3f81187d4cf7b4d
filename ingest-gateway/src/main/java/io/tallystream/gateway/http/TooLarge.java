package io.tallystream.gateway.http;

import io.tallystream.gateway.admission.Reason;

/** The words of 413. */
public final class TooLarge {
  private TooLarge() {}

  /**
   * @param how {@code as sent} or {@code unpacked}
   */
  static Refusal refusal(int maxBytes, String how) {
    return new Refusal(
        Reason.BODY_TOO_LARGE,
        "Body exceeds the limit of %d bytes (%s). Send smaller batches.".formatted(maxBytes, how));
  }

  /** One event that does not fit into a record of the log. */
  public static Refusal event(int maxBytes) {
    return new Refusal(
        Reason.BODY_TOO_LARGE,
        "A single event exceeds the limit of %d bytes. Shorten its input, output or metadata."
            .formatted(maxBytes));
  }
}
