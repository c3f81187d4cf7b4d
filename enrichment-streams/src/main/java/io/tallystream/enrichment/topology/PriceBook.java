package io.tallystream.enrichment.topology;

import io.tallystream.enrichment.pricing.Catalogue;

/** The catalogue as of a time. */
interface PriceBook {
  /**
   * With every model that was published before {@code epochMs}; waits for a broker that is away.
   *
   * @throws IllegalStateException when that takes minutes: the task fails and is tried again,
   *     rather than price by an old catalogue
   */
  Catalogue asOf(long epochMs);
}
