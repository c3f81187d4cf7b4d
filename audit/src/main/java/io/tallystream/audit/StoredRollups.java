package io.tallystream.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.audit.StoredFacts.Where;
import io.tallystream.event.v1.Histogram;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rollup rows of PostgreSQL, summed over their parts. */
public final class StoredRollups {
  /** Dimension columns by table, as the schema has them. */
  static final Map<String, List<String>> TABLES = new LinkedHashMap<>();

  static {
    TABLES.put("rollup_total", List.of("environment", "type", "level"));
    TABLES.put("rollup_model", List.of("environment", "type", "model", "price_id"));
    TABLES.put("rollup_prompt", List.of("environment", "prompt_name", "prompt_version", "model"));
    TABLES.put("rollup_name", List.of("environment", "type", "name"));
    TABLES.put("rollup_user", List.of("environment", "user_id"));
    TABLES.put("rollup_session", List.of("environment", "session_id"));
    TABLES.put("rollup_trace_name", List.of("environment", "trace_name", "release", "version"));
    TABLES.put("rollup_tag", List.of("environment", "tag"));
    TABLES.put("rollup_trace", List.of("environment", "trace_name", "release", "version"));
    TABLES.put("rollup_score", List.of("environment", "name", "source", "data_type", "value"));
  }

  private static final JsonMapper JSON = new JsonMapper();

  private StoredRollups() {}

  /** Rows of a project whose bucket starts in the period, and all life-long rows. */
  public static Map<Rollups.Key, Totals> read(
      Connection database, int project, long fromSecond, long toSecond) throws SQLException {
    var rows = new TreeMap<Rollups.Key, Totals>();
    var where = new Where("bucket_s = 0 OR bucket_s >= ? AND bucket_s < ?", fromSecond, toSecond);
    for (String table : TABLES.keySet()) {
      read(database, table, project, where, rows);
    }
    return rows;
  }

  /** Adds the rows of one table; none of them is zero. */
  static void read(
      Connection database, String table, int project, Where where, Map<Rollups.Key, Totals> into)
      throws SQLException {
    List<String> dimensions = TABLES.get(table);
    try (PreparedStatement statement =
        database.prepareStatement(
            "SELECT * FROM %s WHERE project_id = ? AND (%s)".formatted(table, where.sql()))) {
      statement.setInt(1, project);
      for (int i = 0; i < where.values().length; i++) {
        statement.setObject(i + 2, where.values()[i]);
      }
      statement.setFetchSize(2_000);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          var values = new ArrayList<String>();
          for (String dimension : dimensions) {
            values.add(row.getString(dimension));
          }
          var key = new Rollups.Key(table, row.getLong("bucket_s"), values);
          addTo(into.computeIfAbsent(key, k -> new Totals()), row);
        }
      }
    }
    into.values().removeIf(Totals::isZero);
  }

  private static void addTo(Totals totals, ResultSet row) throws SQLException {
    for (String column : Totals.COLUMNS) {
      totals.add(column, row.getLong(column));
    }
    totals.addValue(row.getBigDecimal("value_sum"));
    totals.addStoredMaps(map(row.getString("usage")), map(row.getString("cost")));
    histogram(row.getBytes("latency"), totals::addLatencyBucket);
    histogram(row.getBytes("ttft"), totals::addTtftBucket);
  }

  static Map<String, Long> map(@Nullable String json) {
    var map = new TreeMap<String, Long>();
    if (json != null) {
      try {
        for (Map.Entry<String, JsonNode> entry : JSON.readTree(json).properties()) {
          map.put(entry.getKey(), entry.getValue().longValue());
        }
      } catch (IOException e) {
        throw new IllegalStateException("stored map is not JSON: " + json, e);
      }
    }
    return map;
  }

  private interface Bucket {
    void add(int index, long count);
  }

  private static void histogram(byte @Nullable [] bytes, Bucket into) {
    if (bytes == null) {
      return;
    }
    try {
      Histogram histogram = Histogram.parseFrom(bytes);
      for (int i = 0; i < histogram.getIndexCount(); i++) {
        into.add(histogram.getIndex(i), histogram.getCount(i));
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("stored histogram does not decode", e);
    }
  }
}
