package io.tallystream.query.metrics;

import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.Conditions;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Query parameters of the daily summary. */
final class DailyQuery {
  static final String TIME = "timestamp";

  @RestQuery @Nullable String page;
  @RestQuery @Nullable String limit;
  @RestQuery @Nullable String traceName;
  @RestQuery @Nullable String userId;
  @RestQuery List<String> tags = List.of();
  @RestQuery List<String> environment = List.of();
  @RestQuery @Nullable String fromTimestamp;
  @RestQuery @Nullable String toTimestamp;

  /** From, included, to, excluded, as in lists. */
  List<Condition> conditions() {
    return Conditions.of(null)
        .equal("traceName", traceName)
        .equal("userId", userId)
        .allOf("tags", tags)
        .anyOf("environment", environment)
        .between(TIME, fromTimestamp, toTimestamp)
        .all();
  }
}
