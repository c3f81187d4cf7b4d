package io.tallystream.gateway.http.batch;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of each kind of body (contract 2.1); what is not named here is ignored. */
enum BodyShape {
  TRACE(
      false,
      fields(
          "id", Check.ID,
          "timestamp", Check.DATETIME,
          "name", Check.NAME,
          "sessionId", Check.TEXT,
          "userId", Check.TEXT,
          "environment", Check.TEXT,
          "release", Check.TEXT,
          "version", Check.TEXT,
          "public", Check.BOOLEAN,
          "tags", Check.TEXTS)),
  EVENT(
      true,
      fields(
          "id", Check.ID,
          "traceId", Check.ID,
          "name", Check.NAME,
          "startTime", Check.DATETIME,
          "level", Check.LEVEL,
          "statusMessage", Check.TEXT,
          "parentObservationId", Check.TEXT,
          "version", Check.TEXT,
          "environment", Check.TEXT)),
  SPAN(true, with(EVENT, "endTime", Check.DATETIME)),
  GENERATION(
      true,
      with(
          SPAN,
          "completionStartTime",
          Check.DATETIME,
          "model",
          Check.TEXT,
          "modelParameters",
          Check.PARAMETERS,
          "usage",
          Check.OBJECT,
          "usageDetails",
          Check.AMOUNTS,
          "costDetails",
          Check.AMOUNTS,
          "promptName",
          Check.TEXT,
          "promptVersion",
          Check.INTEGER)),
  OBSERVATION(true, with(GENERATION, "type", Check.KIND)),
  SCORE(
      false,
      fields(
          "id", Check.ID,
          "traceId", Check.ID,
          "observationId", Check.ID,
          "sessionId", Check.ID,
          "datasetRunId", Check.ID,
          "name", Check.TEXT,
          "value", Check.VALUE,
          "dataType", Check.SCORE_TYPE,
          "source", Check.SCORE_SOURCE,
          "configId", Check.TEXT,
          "comment", Check.TEXT,
          "queueId", Check.TEXT,
          "environment", Check.TEXT)),
  LOG(false, Map.of());

  private final boolean needsId;
  private final Map<String, Check> fields;

  BodyShape(boolean needsId, Map<String, Check> fields) {
    this.needsId = needsId;
    this.fields = Map.copyOf(fields);
  }

  boolean needsId() {
    return needsId;
  }

  @Nullable Check check(String field) {
    return fields.get(field);
  }

  private static Map<String, Check> with(BodyShape base, Object... more) {
    var fields = new HashMap<>(base.fields);
    fields.putAll(fields(more));
    return fields;
  }

  private static Map<String, Check> fields(Object... namesAndChecks) {
    var fields = new HashMap<String, Check>();
    for (int i = 0; i < namesAndChecks.length; i += 2) {
      fields.put((String) namesAndChecks[i], (Check) namesAndChecks[i + 1]);
    }
    return fields;
  }
}
