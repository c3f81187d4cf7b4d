package io.tallystream.gateway.admission;

import java.util.Locale;

/** How soon events are processed. */
public enum Lane {
  LIVE,
  /** The client asked for it: live events of the project go before. */
  BACKFILL,
  /** Over the project's soft limit. */
  OVERFLOW;

  /** Lower case, as in the header and in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
