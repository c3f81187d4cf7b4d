package io.tallystream.sink;

import io.vertx.pgclient.PgException;
import java.util.Set;

/** Who must act on a failure: the record (it is poison), or whoever runs the database (we wait). */
final class Failures {
  /** Data exception, integrity violation, program limit exceeded. */
  private static final Set<String> OF_THE_DATA = Set.of("22", "23", "54");

  private Failures() {}

  /** Whether the rows themselves are refused, so that trying again is in vain. */
  static boolean isPoison(Throwable failure) {
    return failure instanceof PoisonRecordException
        || failure instanceof PgException refused
            && refused.getSqlState() != null
            && OF_THE_DATA.contains(refused.getSqlState().substring(0, 2));
  }
}
