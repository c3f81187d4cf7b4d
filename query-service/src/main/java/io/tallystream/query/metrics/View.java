package io.tallystream.query.metrics;

import static io.tallystream.event.RollupFamily.MODEL;
import static io.tallystream.event.RollupFamily.NAME;
import static io.tallystream.event.RollupFamily.PROMPT;
import static io.tallystream.event.RollupFamily.SCORE;
import static io.tallystream.event.RollupFamily.SESSION;
import static io.tallystream.event.RollupFamily.TAG;
import static io.tallystream.event.RollupFamily.TOTAL;
import static io.tallystream.event.RollupFamily.TRACE;
import static io.tallystream.event.RollupFamily.TRACE_NAME;
import static io.tallystream.event.RollupFamily.USER;

import io.tallystream.event.RollupFamily;
import io.tallystream.query.filter.Column;
import io.tallystream.query.payload.EntityKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be measured: the facts of one kind, and the rollup families that count them. */
@SuppressWarnings("ImmutableEnumChecker") // records and maps that nobody changes
enum View {
  TRACES(
      "traces",
      new Facts(
          "trace t",
          "t.project_id",
          "(t.explicit OR t.observations > 0)",
          new Owner("t", "'" + EntityKey.TRACE + "'::uuid")),
      new Time("timestamp", "t.timestamp_us", null),
      new Rollups("r.traces", List.of(TRACE, USER, SESSION, TAG)),
      TraceCatalogue.dimensions(),
      TraceCatalogue.measures()),
  OBSERVATIONS(
      "observations",
      new Facts(ObservationCatalogue.FROM, "o.project_id", "true", new Owner("o", "o.obs_h")),
      new Time("startTime", "o.start_us", "o.day"),
      new Rollups("r.count", List.of(TOTAL, MODEL, PROMPT, NAME, TRACE_NAME, USER, SESSION, TAG)),
      ObservationCatalogue.dimensions(),
      ObservationCatalogue.measures()),
  SCORES_NUMERIC("scores-numeric", "NUMERIC", 1, ScoreCatalogue.number()),
  SCORES_BOOLEAN("scores-boolean", "BOOLEAN", 3, ScoreCatalogue.text("booleanValue")),
  SCORES_CATEGORICAL("scores-categorical", "CATEGORICAL", 2, ScoreCatalogue.text("stringValue"));

  /**
   * Where the facts are.
   *
   * @param condition which rows of the table belong to the view
   * @param payloads who owns the payloads that hold a fact's metadata; absent: it is in the row
   */
  record Facts(String from, String project, String condition, @Nullable Owner payloads) {}

  /**
   * Whose payloads.
   *
   * @param row alias of the row that says where and when they came
   * @param observation SQL: hash of the observation
   */
  record Owner(String row, String observation) {}

  /**
   * Which time of a fact counts.
   *
   * @param column name in a filter
   * @param day partition key, where the table has days
   */
  record Time(String column, String sql, @Nullable String day) {}

  /**
   * Who holds sums of the facts.
   *
   * @param rows number of facts that a row counts
   * @param families in the order in which they are tried: the first also holds facts that others do
   *     not count because they lack the dimension
   * @param condition which rows of the table belong to the view
   */
  record Rollups(String rows, List<RollupFamily> families, String condition) {
    Rollups(String rows, List<RollupFamily> families) {
      this(rows, families, "true");
    }
  }

  /** What every view may be filtered by, by key. */
  static final String METADATA = "metadata";

  final String api;
  final Facts facts;
  final Time time;
  final Rollups rollups;
  private final Map<String, Dimension> dimensions = new LinkedHashMap<>();
  private final Map<String, Measure> measures = new LinkedHashMap<>();

  View(
      String api,
      Facts facts,
      Time time,
      Rollups rollups,
      List<Dimension> dimensions,
      List<Measure> measures) {
    this.api = api;
    this.facts = facts;
    this.time = time;
    this.rollups = rollups;
    dimensions.forEach(dimension -> this.dimensions.put(dimension.name(), dimension));
    measures.forEach(measure -> this.measures.put(measure.name(), measure));
  }

  View(String api, String type, int number, Dimension value) {
    this(
        api,
        new Facts("score s", "s.project_id", "s.data_type = " + number, null),
        new Time("timestamp", "s.timestamp_us", null),
        new Rollups("r.count", List.of(SCORE), "r.data_type = '" + type + "'"),
        ScoreCatalogue.dimensions(value),
        type.equals("CATEGORICAL") ? ScoreCatalogue.count() : ScoreCatalogue.countAndValue());
  }

  Optional<Dimension> dimension(String name) {
    return Optional.ofNullable(dimensions.get(name));
  }

  Optional<Measure> measure(String name) {
    return Optional.ofNullable(measures.get(name));
  }

  List<String> dimensionNames(int version) {
    return dimensions.values().stream()
        .filter(d -> version >= 2 || !d.version2())
        .map(Dimension::name)
        .toList();
  }

  List<String> measureNames(int version) {
    return measures.values().stream()
        .filter(m -> version >= 2 || !m.version2())
        .map(Measure::name)
        .toList();
  }

  /** What a filter may name, over the facts. */
  Map<String, Column> filterColumns() {
    Map<String, Column> columns = new LinkedHashMap<>();
    dimensions.forEach((name, dimension) -> columns.put(name, dimension.facts().filter()));
    columns.put(time.column(), new Column.Time(time.sql()));
    columns.put(
        METADATA,
        facts.payloads() == null ? new Column.Keyed("s.metadata") : new Column.Metadata());
    return columns;
  }

  /** SQL: a calendar text of microseconds since the epoch. */
  static String utc(String micros, String pattern) {
    return "to_char(%s AT TIME ZONE 'UTC', '%s')".formatted(Granularity.instant(micros), pattern);
  }
}
