package io.tallystream.enrichment.views;

import static io.tallystream.enrichment.views.Rows.text;
import static io.tallystream.sink.Columns.Type.BIGINT;
import static io.tallystream.sink.Columns.Type.BOOLEAN;
import static io.tallystream.sink.Columns.Type.DATE;
import static io.tallystream.sink.Columns.Type.INT;
import static io.tallystream.sink.Columns.Type.JSONB;
import static io.tallystream.sink.Columns.Type.SMALLINT;
import static io.tallystream.sink.Columns.Type.TEXT;
import static io.tallystream.sink.Columns.Type.TEXTS;
import static io.tallystream.sink.Columns.Type.UUID;

import io.tallystream.event.FactKey;
import io.tallystream.event.UsageTotals;
import io.tallystream.event.v1.ObservationChange;
import io.tallystream.event.v1.ObservationFact;
import io.tallystream.sink.Columns;
import io.tallystream.sink.JsonText;
import io.tallystream.sink.Latest;
import io.tallystream.sink.Statement;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code observation} rows of a batch. */
final class ObservationRows {
  private record Row(Rows.Key key, ObservationFact fact, long ver, LocalDate day) {}

  private static final Columns<Row> COLUMNS = columns();
  private static final String UPSERT = COLUMNS.upsert("observation-upsert", Rows.NEWER);

  private final Latest<Rows.Key, Row> rows = new Latest<>();
  private final ObservationDeletes deletes = new ObservationDeletes();

  void add(FactKey named, ObservationChange change, long ver) {
    var key = new Rows.Key(named.project(), named.root(), named.id());
    if (change.hasPrev() && leavesItsDay(change)) {
      deletes.add(key, day(change.getPrev()), change.getPrev().getPart(), ver);
    }
    if (change.hasNext()) {
      ObservationFact next = change.getNext();
      rows.put(key, new Row(key, next, ver, day(next)));
    } else if (change.hasPrev()) {
      rows.remove(key);
    }
  }

  /** Deletes first: a row that comes back to its day is written anew. */
  void writeTo(List<Statement> out) {
    deletes.writeTo(out);
    Rows.write(rows, COLUMNS, UPSERT, out);
  }

  static LocalDate day(ObservationFact fact) {
    return Days.of(fact.getStartUs());
  }

  private static boolean leavesItsDay(ObservationChange change) {
    return !change.hasNext() || !day(change.getPrev()).equals(day(change.getNext()));
  }

  private static Columns<Row> columns() {
    var columns =
        new Columns<Row>("observation")
            .key("project_id", INT, r -> r.key.project())
            .key("trace_h", UUID, r -> r.key.root())
            .key("obs_h", UUID, r -> r.key.id())
            .key("day", DATE, Row::day)
            .key("part", SMALLINT, r -> (short) r.fact.getPart())
            .column("ver", BIGINT, Row::ver);
    times(columns);
    numbers(columns);
    texts(columns);
    tools(columns);
    return columns;
  }

  private static void times(Columns<Row> columns) {
    columns
        .column("start_us", BIGINT, r -> r.fact.getStartUs())
        .column("end_us", BIGINT, r -> r.fact.hasEndUs() ? r.fact.getEndUs() : null)
        .column(
            "completion_start_us",
            BIGINT,
            r -> r.fact.hasCompletionStartUs() ? r.fact.getCompletionStartUs() : null)
        .column("created_us", BIGINT, r -> r.fact.getCreatedUs())
        .column("updated_us", BIGINT, r -> r.fact.getUpdatedUs());
  }

  private static void numbers(Columns<Row> columns) {
    columns
        .column("type", SMALLINT, r -> (short) r.fact.getTypeValue())
        .column("level", SMALLINT, r -> (short) r.fact.getLevelValue())
        .column("price_state", SMALLINT, r -> (short) r.fact.getPriceStateValue())
        .column("app_root", BOOLEAN, r -> r.fact.getAppRoot())
        .column(
            "prompt_version",
            INT,
            r -> r.fact.hasPromptVersion() ? r.fact.getPromptVersion() : null)
        .column("input_tokens", BIGINT, r -> UsageTotals.input(r.fact.getUsageMap()))
        .column("output_tokens", BIGINT, r -> UsageTotals.output(r.fact.getUsageMap()))
        .column("total_tokens", BIGINT, r -> UsageTotals.total(r.fact.getUsageMap()))
        .column("input_cost", BIGINT, r -> UsageTotals.input(r.fact.getCostMap()))
        .column("output_cost", BIGINT, r -> UsageTotals.output(r.fact.getCostMap()))
        .column("total_cost", BIGINT, r -> r.fact.hasTotalCost() ? r.fact.getTotalCost() : null)
        .column("usage", JSONB, r -> JsonText.object(r.fact.getUsageMap()))
        .column("provided_usage", JSONB, r -> JsonText.object(r.fact.getProvidedUsageMap()))
        .column("cost", JSONB, r -> JsonText.object(r.fact.getCostMap()));
  }

  private static void texts(Columns<Row> columns) {
    columns
        .column("trace_id", TEXT, r -> r.fact.getTraceId())
        .column("id", TEXT, r -> r.fact.getId())
        .column("parent_id", TEXT, r -> text(r.fact.getParentId()))
        .column("name", TEXT, r -> text(r.fact.getName()))
        .column("environment", TEXT, r -> r.fact.getEnvironment())
        .column("model", TEXT, r -> text(r.fact.getModel()))
        .column("model_id", TEXT, r -> text(r.fact.getModelId()))
        .column("price_id", TEXT, r -> text(r.fact.getPriceId()))
        .column("price_tier", TEXT, r -> text(r.fact.getPriceTier()))
        .column("prompt_name", TEXT, r -> text(r.fact.getPromptName()))
        .column("prompt_id", TEXT, r -> text(r.fact.getPromptId()))
        .column("version", TEXT, r -> text(r.fact.getVersion()))
        .column("status_message", TEXT, r -> text(r.fact.getStatusMessage()))
        .column("usage_rule", TEXT, r -> text(r.fact.getUsageRule()))
        .column("model_parameters", TEXT, r -> text(r.fact.getModelParameters()));
  }

  private static void tools(Columns<Row> columns) {
    columns
        .column("tool_names", TEXTS, r -> names(r.fact.getToolNamesList()))
        .column("called_tool_names", TEXTS, r -> names(r.fact.getToolCallsMap().keySet()))
        .column("tool_calls", BIGINT, r -> calls(r.fact.getToolCallsMap()));
  }

  private static @Nullable String names(Collection<String> names) {
    return names.isEmpty() ? null : JsonText.array(names.stream().sorted().toList());
  }

  private static @Nullable Long calls(Map<String, Long> byTool) {
    return byTool.isEmpty()
        ? null
        : (Long) byTool.values().stream().mapToLong(Long::longValue).sum();
  }
}
