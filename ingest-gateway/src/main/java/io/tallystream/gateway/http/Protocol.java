package io.tallystream.gateway.http;

import io.vertx.core.MultiMap;

/** How one public protocol reads requests and words its answers. Stateless. */
public interface Protocol {
  /** Metric label. */
  String name();

  /** Largest body, as sent and unpacked. */
  int maxBytes();

  /** Judges the headers before the body is read. */
  void check(MultiMap headers) throws Refusal;

  /** Whether a public key alone may send here. */
  boolean takesPublicKeys();

  /** Reads a whole request; on a worker, never on an event loop. */
  Accepted read(Submission submission) throws Refusal;

  Answer refuse(Refusal refusal, String contentType);
}
