package io.tallystream.query.trace;

import io.tallystream.query.filter.Conditions;
import io.tallystream.query.view.Paging;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Query parameters of the trace list. */
final class TraceQuery {
  @RestQuery @Nullable String page;
  @RestQuery @Nullable String limit;
  @RestQuery @Nullable String userId;
  @RestQuery @Nullable String name;
  @RestQuery @Nullable String sessionId;
  @RestQuery @Nullable String fromTimestamp;
  @RestQuery @Nullable String toTimestamp;
  @RestQuery @Nullable String orderBy;
  @RestQuery List<String> tags = List.of();
  @RestQuery @Nullable String version;
  @RestQuery @Nullable String release;
  @RestQuery List<String> environment = List.of();
  @RestQuery @Nullable String fields;
  @RestQuery @Nullable String filter;

  Paging paging() {
    return Paging.parse(page, limit);
  }

  TraceRequest request() {
    Conditions conditions =
        Conditions.of(filter)
            .equal("userId", userId)
            .equal("name", name)
            .equal("sessionId", sessionId)
            .equal("version", version)
            .equal("release", release)
            .between("timestamp", fromTimestamp, toTimestamp)
            .allOf("tags", tags)
            .anyOf("environment", environment);
    return new TraceRequest(
        conditions.all(), TraceOrder.sql(orderBy), FieldGroup.parse(fields), paging().window());
  }
}
