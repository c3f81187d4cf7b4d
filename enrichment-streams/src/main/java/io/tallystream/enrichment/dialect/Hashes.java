package io.tallystream.enrichment.dialect;

import io.tallystream.event.Routing;

/** 64-bit names of events. */
final class Hashes {
  private Hashes() {}

  static long of(String text) {
    return Routing.hash(text).getMostSignificantBits();
  }

  static long of(byte[] bytes) {
    return Routing.hash(bytes).getMostSignificantBits();
  }
}
