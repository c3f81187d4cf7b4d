package io.tallystream.gateway.admission;

import java.time.Duration;

/** What becomes of a request under its project's limits. */
public sealed interface Decision {
  /**
   * @param hold before it is written; zero within the hard limit
   */
  record Granted(Lane lane, Duration hold) implements Decision {}

  /**
   * The wait would be longer than a client has.
   *
   * @param limit its name in the configuration
   * @param perSecond what it allows
   */
  record Refused(String limit, long perSecond) implements Decision {}
}
