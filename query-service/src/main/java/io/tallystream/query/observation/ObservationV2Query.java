package io.tallystream.query.observation;

import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.Conditions;
import io.tallystream.query.filter.FilterException;
import io.tallystream.query.view.Paging;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Query parameters that only the v2 list knows. */
final class ObservationV2Query {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1000;

  @RestQuery @Nullable String fields;
  @RestQuery @Nullable String expandMetadata;
  @RestQuery @Nullable String limit;
  @RestQuery @Nullable String cursor;
  @RestQuery @Nullable String sessionId;
  @RestQuery @Nullable String traceName;
  @RestQuery @Nullable String isRootObservation;
  @RestQuery @Nullable String parseIoAsJson;

  /**
   * The conditions with those of this version.
   *
   * @throws FilterException when the client asks for parsed input and output, which v2 removed
   */
  Conditions conditions(Conditions common) {
    if ("true".equals(parseIoAsJson)) {
      throw new FilterException("parseIoAsJson=true is not supported; values are raw strings");
    }
    if ("true".equals(isRootObservation) || "false".equals(isRootObservation)) {
      common.add(new Condition.Flag("isRootObservation", true, "true".equals(isRootObservation)));
    }
    return common.equal("sessionId", sessionId).equal("traceName", traceName);
  }

  @Nullable Cursor after() {
    return cursor == null || cursor.isEmpty() ? null : Cursor.decode(cursor);
  }

  int limit() {
    return Paging.limit(limit, DEFAULT_LIMIT, MAX_LIMIT);
  }
}
