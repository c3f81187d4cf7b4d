package io.tallystream.query.score;

import io.tallystream.event.v1.ScoreDataType;
import io.tallystream.event.v1.ScoreSource;
import io.tallystream.query.filter.Column;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Filter columns of scores; {@code s} is the score. */
final class ScoreColumns {
  /** Traces lie on other parts than their scores: an uncorrelated subselect yields their hashes. */
  private static final String OF_TRACE =
      "s.trace_h IN (SELECT x.trace_h FROM trace x WHERE x.project_id = %s AND %s)";

  static final Map<String, Column> ALL = all();

  private ScoreColumns() {}

  private static Map<String, Column> all() {
    Map<String, Column> columns = new LinkedHashMap<>();
    texts(columns);
    subjects(columns);
    columns.put("timestamp", new Column.Time("s.timestamp_us"));
    columns.put("value", new Column.Number("s.value", 0));
    columns.put("dataType", new Column.Named("s.data_type", dataTypes()));
    columns.put("source", new Column.Named("s.source", sources()));
    traces(columns);
    return columns;
  }

  private static void texts(Map<String, Column> columns) {
    columns.put("id", new Column.Text("s.id"));
    columns.put("name", new Column.Text("s.name"));
    columns.put("stringValue", new Column.Text("s.string_value"));
    columns.put("comment", new Column.Text("s.comment"));
    columns.put("environment", new Column.Text("s.environment"));
    columns.put("configId", new Column.Text("s.config_id"));
    columns.put("queueId", new Column.Text("s.queue_id"));
    columns.put("authorUserId", new Column.Text("s.author_user_id"));
  }

  private static void subjects(Map<String, Column> columns) {
    columns.put("traceId", new Column.Text("s.trace_id"));
    columns.put("observationId", new Column.Text("s.observation_id"));
    columns.put("sessionId", new Column.Text("s.session_id"));
    columns.put("datasetRunId", new Column.Text("s.dataset_run_id"));
  }

  private static void traces(Map<String, Column> columns) {
    columns.put("userId", new Column.Related(OF_TRACE, "x.user_id", false));
    columns.put("traceName", new Column.Related(OF_TRACE, "x.name", false));
    columns.put("traceEnvironment", new Column.Related(OF_TRACE, "x.environment", false));
    columns.put("traceTags", new Column.Related(OF_TRACE, "x.tags", true));
  }

  private static Map<String, Integer> dataTypes() {
    return Arrays.stream(ScoreDataType.values())
        .filter(type -> type != ScoreDataType.UNRECOGNIZED)
        .collect(Collectors.toMap(Enum::name, ScoreDataType::getNumber));
  }

  private static Map<String, Integer> sources() {
    return Arrays.stream(ScoreSource.values())
        .filter(source -> source != ScoreSource.UNRECOGNIZED)
        .collect(Collectors.toMap(Enum::name, ScoreSource::getNumber));
  }
}
