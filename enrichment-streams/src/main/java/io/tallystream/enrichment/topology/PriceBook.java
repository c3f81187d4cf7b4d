package io.tallystream.enrichment.topology;

import io.tallystream.enrichment.pricing.Catalogue;

/** The catalogue as of a time. */
interface PriceBook {
  /**
   * With every model that was published before {@code epochMs}, as far as the broker is reachable.
   */
  Catalogue asOf(long epochMs);
}
