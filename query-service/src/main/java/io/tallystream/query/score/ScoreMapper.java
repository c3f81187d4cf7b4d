package io.tallystream.query.score;

import io.tallystream.event.v1.ScoreDataType;
import io.tallystream.event.v1.ScoreSource;
import io.vertx.mutiny.sqlclient.Row;

/** Rows of {@link #COLUMNS} as scores. */
final class ScoreMapper {
  static final String COLUMNS =
      """
      s.id, s.name, s.trace_id, s.observation_id, s.session_id, s.dataset_run_id,
        s.data_type, s.value, s.string_value, s.source, s.environment, s.comment, s.metadata,
        s.config_id, s.queue_id, s.author_user_id, s.execution_trace_id,
        s.timestamp_us, s.created_us, s.updated_us""";

  private ScoreMapper() {}

  static Score of(Row row) {
    return new Score(
        row.getString("id"),
        row.getString("name"),
        new Score.Subject(
            row.getString("trace_id"),
            row.getString("observation_id"),
            row.getString("session_id"),
            row.getString("dataset_run_id")),
        new Score.Value(
            ScoreDataType.forNumber(row.getShort("data_type")),
            row.getBigDecimal("value"),
            row.getString("string_value")),
        context(row),
        new Score.Times(
            row.getLong("timestamp_us"), row.getLong("created_us"), row.getLong("updated_us")));
  }

  private static Score.Context context(Row row) {
    return new Score.Context(
        ScoreSource.forNumber(row.getShort("source")),
        row.getString("environment"),
        row.getString("comment"),
        row.getString("metadata"),
        new Score.Links(
            row.getString("config_id"),
            row.getString("queue_id"),
            row.getString("author_user_id"),
            row.getString("execution_trace_id")));
  }
}
