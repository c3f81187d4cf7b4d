package io.tallystream.enrichment.dialect;

import io.tallystream.event.Routing;
import java.nio.charset.StandardCharsets;

/** 64-bit names of events. */
final class Hashes {
  private Hashes() {}

  static long of(String text) {
    return Routing.hash(text).getMostSignificantBits();
  }

  /** Of bytes, one char each, so that no two byte strings meet. */
  static long of(byte[] bytes) {
    return of(new String(bytes, StandardCharsets.ISO_8859_1));
  }
}
