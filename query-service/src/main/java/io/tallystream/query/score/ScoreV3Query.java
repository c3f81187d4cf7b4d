package io.tallystream.query.score;

import io.tallystream.query.filter.Comparison;
import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.Conditions;
import io.tallystream.query.filter.FilterException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Strictly read query of the v3 list: unknown parameters are refused. */
record ScoreV3Query(MultivaluedMap<String, String> parameters) {
  private static final Map<String, String> LISTS =
      Map.ofEntries(
          Map.entry("id", "id"),
          Map.entry("name", "name"),
          Map.entry("source", "source"),
          Map.entry("dataType", "dataType"),
          Map.entry("environment", "environment"),
          Map.entry("configId", "configId"),
          Map.entry("queueId", "queueId"),
          Map.entry("authorUserId", "authorUserId"),
          Map.entry("traceId", "traceId"),
          Map.entry("sessionId", "sessionId"),
          Map.entry("observationId", "observationId"),
          Map.entry("experimentId", "datasetRunId"));
  private static final Set<String> OTHERS =
      Set.of(
          "limit",
          "cursor",
          "fields",
          "value",
          "valueMin",
          "valueMax",
          "fromTimestamp",
          "toTimestamp");
  private static final Set<String> GROUPS = Set.of("details", "subject", "annotation");

  /**
   * @throws FilterException naming the parameter that is unknown or does not go with another
   */
  ScoreV3Query {
    for (String name : parameters.keySet()) {
      require(LISTS.containsKey(name) || OTHERS.contains(name), "unknown parameter '" + name + "'");
    }
    long subjects =
        List.of("traceId", "sessionId", "experimentId").stream()
            .filter(parameters::containsKey)
            .count();
    require(subjects <= 1, "traceId, sessionId and experimentId exclude each other");
    require(
        !parameters.containsKey("observationId") || parameters.containsKey("traceId"),
        "observationId requires traceId");
  }

  @Nullable String first(String name) {
    return parameters.getFirst(name);
  }

  Set<String> groups() {
    Set<String> groups = Set.copyOf(ScoreQuery.csv(first("fields")));
    require(GROUPS.containsAll(groups), "fields must be of details, subject, annotation");
    return groups;
  }

  @Nullable ScoreCursor after() {
    String cursor = first("cursor");
    return cursor == null || cursor.isEmpty() ? null : ScoreCursor.decode(cursor);
  }

  List<Condition> conditions() {
    Conditions conditions =
        Conditions.of(null).between("timestamp", first("fromTimestamp"), first("toTimestamp"));
    LISTS.forEach((name, column) -> conditions.anyOf(column, ScoreQuery.csv(first(name))));
    bound(conditions, "valueMin", Comparison.AT_LEAST);
    bound(conditions, "valueMax", Comparison.AT_MOST);
    value(conditions);
    return conditions.all();
  }

  private void bound(Conditions conditions, String name, Comparison comparison) {
    String bound = first(name);
    if (bound != null) {
      require("NUMERIC".equals(first("dataType")), name + " requires dataType=NUMERIC");
      conditions.add(new Condition.Number("value", comparison, ScoreQuery.number(bound)));
    }
  }

  private void value(Conditions conditions) {
    String value = first("value");
    if (value == null) {
      return;
    }
    switch (String.valueOf(first("dataType"))) {
      case "NUMERIC" ->
          conditions.add(new Condition.Number("value", Comparison.EQUAL, ScoreQuery.number(value)));
      case "BOOLEAN" -> conditions.equal("stringValue", "true".equals(value) ? "True" : "False");
      case "CATEGORICAL" -> conditions.anyOf("stringValue", ScoreQuery.csv(value));
      default ->
          throw new FilterException("value requires one dataType: NUMERIC, BOOLEAN or CATEGORICAL");
    }
  }

  private static void require(boolean holds, String complaint) {
    if (!holds) {
      throw new FilterException(complaint);
    }
  }
}
