package io.tallystream.query.score;

import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.Conditions;
import io.tallystream.query.filter.FilterException;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Query parameters that v2 adds. */
final class ScoreV2Query {
  private static final Set<String> OF_TRACE =
      Set.of("userId", "traceName", "traceEnvironment", "traceTags");

  @RestQuery @Nullable String sessionId;
  @RestQuery @Nullable String datasetRunId;
  @RestQuery @Nullable String traceId;
  @RestQuery @Nullable String observationId;
  @RestQuery @Nullable String fields;
  @RestQuery @Nullable String filter;

  /**
   * All conditions.
   *
   * @throws FilterException when one concerns the trace, which {@link #fields} leaves out
   */
  List<Condition> conditions(ScoreQuery common) {
    Conditions conditions =
        common
            .conditions(filter)
            .equal("sessionId", sessionId)
            .equal("datasetRunId", datasetRunId)
            .equal("traceId", traceId)
            .anyOf("observationId", ScoreQuery.csv(observationId));
    if (!withTrace() && conditions.all().stream().anyMatch(c -> OF_TRACE.contains(c.column()))) {
      throw new FilterException("filters on the trace need the field group 'trace'");
    }
    return conditions.all();
  }

  boolean withTrace() {
    List<String> groups = ScoreQuery.csv(fields);
    return groups.isEmpty() || groups.contains("trace");
  }
}
