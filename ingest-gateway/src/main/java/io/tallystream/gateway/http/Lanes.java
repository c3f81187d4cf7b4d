package io.tallystream.gateway.http;

import io.tallystream.gateway.admission.Lane;
import io.tallystream.gateway.admission.Reason;
import io.vertx.core.MultiMap;
import java.util.Locale;

/** The header by which a client puts its own backfill behind what is live. */
public final class Lanes {
  private static final String HEADER = "x-tally-lane";

  private Lanes() {}

  /** As sent; empty when absent. */
  public static String header(MultiMap headers) {
    String value = headers.get(HEADER);
    return value == null ? "" : value.strip();
  }

  static Lane asked(String header) throws Refusal {
    return switch (header.toLowerCase(Locale.ROOT)) {
      case "", "live" -> Lane.LIVE;
      case "backfill" -> Lane.BACKFILL;
      default -> throw new Refusal(Reason.INVALID_REQUEST, HEADER + ": expected live or backfill");
    };
  }
}
