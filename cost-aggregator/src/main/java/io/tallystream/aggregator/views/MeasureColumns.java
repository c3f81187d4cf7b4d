package io.tallystream.aggregator.views;

import static io.tallystream.sink.Columns.Type.BIGINT;
import static io.tallystream.sink.Columns.Type.BYTEA;
import static io.tallystream.sink.Columns.Type.JSONB;
import static io.tallystream.sink.Columns.Type.NUMERIC;

import io.tallystream.event.UsageTotals;
import io.tallystream.event.v1.Measures;
import io.tallystream.sink.Columns;
import io.tallystream.sink.JsonText;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The columns that every {@code rollup_*} table has after its key. */
final class MeasureColumns {
  private MeasureColumns() {}

  static void addTo(Columns<StoredRow> columns) {
    counts(columns);
    money(columns);
    tokens(columns);
    times(columns);
    columns
        .column("value_sum", NUMERIC, r -> valueSum(r.measures()))
        .column("usage", JSONB, r -> JsonText.object(r.measures().getUsageMap()))
        .column("cost", JSONB, r -> JsonText.object(r.measures().getCostMap()));
  }

  private static void counts(Columns<StoredRow> columns) {
    integer(columns, "count", Measures::getCount);
    integer(columns, "traces", Measures::getTraces);
    integer(columns, "errors", Measures::getErrors);
    integer(columns, "warnings", Measures::getWarnings);
    integer(columns, "priced", Measures::getPriced);
    integer(columns, "stated", Measures::getStated);
    integer(columns, "estimated", Measures::getEstimated);
    integer(columns, "unpriced", Measures::getUnpriced);
    integer(columns, "no_usage", Measures::getNoUsage);
  }

  private static void money(Columns<StoredRow> columns) {
    integer(columns, "priced_cost", Measures::getPricedCost);
    integer(columns, "stated_cost", Measures::getStatedCost);
    integer(columns, "estimated_cost", Measures::getEstimatedCost);
    total(columns, "input_cost", Measures::getCostMap, UsageTotals::input);
    total(columns, "output_cost", Measures::getCostMap, UsageTotals::output);
  }

  private static void tokens(Columns<StoredRow> columns) {
    total(columns, "input_tokens", Measures::getUsageMap, UsageTotals::input);
    total(columns, "output_tokens", Measures::getUsageMap, UsageTotals::output);
    total(columns, "total_tokens", Measures::getUsageMap, UsageTotals::total);
  }

  private static void times(Columns<StoredRow> columns) {
    integer(columns, "latency_sum", Measures::getLatencySum);
    integer(columns, "latency_count", Measures::getLatencyCount);
    integer(columns, "ttft_sum", Measures::getTtftSum);
    integer(columns, "ttft_count", Measures::getTtftCount);
    columns
        .column("latency", BYTEA, r -> StoredRow.bytes(r.measures().getLatency()))
        .column("ttft", BYTEA, r -> StoredRow.bytes(r.measures().getTtft()));
  }

  private static void integer(
      Columns<StoredRow> columns, String name, ToLongFunction<Measures> measure) {
    columns.column(name, BIGINT, r -> measure.applyAsLong(r.measures()));
  }

  private static void total(
      Columns<StoredRow> columns,
      String name,
      Function<Measures, Map<String, Long>> map,
      ToLongFunction<Map<String, Long>> total) {
    columns.column(name, BIGINT, r -> total.applyAsLong(map.apply(r.measures())));
  }

  private static String valueSum(Measures measures) {
    return measures.getValueSum().isEmpty() ? "0" : measures.getValueSum();
  }
}
