package io.tallystream.gateway.auth;

/** The answer to a credential. */
public sealed interface Verdict {
  record Granted(Principal principal) implements Verdict {}

  /**
   * @param message for the client; says nothing that the client did not send
   */
  record Refused(String message) implements Verdict {}

  /** Whether the key exists cannot be said now: the key topic cannot be read. */
  record Unknown() implements Verdict {}
}
