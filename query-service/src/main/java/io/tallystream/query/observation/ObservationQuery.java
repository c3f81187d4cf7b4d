package io.tallystream.query.observation;

import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.Conditions;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Query parameters that both observation lists know. */
final class ObservationQuery {
  @RestQuery @Nullable String name;
  @RestQuery @Nullable String userId;
  @RestQuery @Nullable String type;
  @RestQuery @Nullable String traceId;
  @RestQuery @Nullable String level;
  @RestQuery @Nullable String parentObservationId;
  @RestQuery List<String> environment = List.of();
  @RestQuery @Nullable String fromStartTime;
  @RestQuery @Nullable String toStartTime;
  @RestQuery @Nullable String version;
  @RestQuery @Nullable String filter;

  Conditions conditions() {
    return Conditions.of(filter)
        .equal("name", name)
        .equal("userId", userId)
        .equal("type", type)
        .equal("traceId", traceId)
        .equal("level", level)
        .equal("parentObservationId", parentObservationId)
        .equal("version", version)
        .between("startTime", fromStartTime, toStartTime)
        .anyOf("environment", environment);
  }

  /** An empty parent means: only roots. */
  Conditions conditionsV2() {
    Conditions conditions = conditions();
    return parentObservationId != null && parentObservationId.isEmpty()
        ? conditions.add(new Condition.Null("parentObservationId", true))
        : conditions;
  }
}
