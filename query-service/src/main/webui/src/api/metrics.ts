import type { Interval } from "../url/timeRange";
import type { Decimal } from "./exact";
import type { Condition } from "./filter";
import { get } from "./http";

export type Aggregation = "sum" | "count" | "p50" | "p95" | "uniq";

export interface Metric {
  measure: string;
  aggregation: Aggregation;
}

export interface MetricsQuery {
  dimensions?: string[];
  metrics: Metric[];
  filters?: Condition[];
  /** Rows per bucket, in ascending time. */
  overTime?: boolean;
  rowLimit?: number;
}

/** Dimension names, `time_dimension` and `<aggregation>_<measure>`. */
export type MetricsRow = Record<string, Decimal | null>;

export interface MetricsAnswer {
  data: MetricsRow[];
  meta?: MetricsMeta;
}

export interface MetricsMeta {
  /** Everything accepted before this instant is counted. */
  watermark?: string;
  /** What answered: `rollup` or `facts`. */
  source?: string;
}

export const COUNT: Metric = { measure: "count", aggregation: "count" };
export const COST: Metric = { measure: "totalCost", aggregation: "sum" };
export const TOKENS: Metric = { measure: "totalTokens", aggregation: "sum" };
export const LATENCY_P95: Metric = { measure: "latency", aggregation: "p95" };

/** Dimensions that version 2 refuses as a group over time; version 1 answers them. */
const HIGH_CARDINALITY = new Set(["userId", "sessionId", "traceId"]);

export function alias(metric: Metric): string {
  return `${metric.aggregation}_${metric.measure}`;
}

/** Observations view of the metrics API; the server sums, the client never does. */
export function fetchMetrics(
  project: string,
  query: MetricsQuery,
  interval: Interval,
  signal?: AbortSignal,
): Promise<MetricsAnswer> {
  const wide = query.overTime && query.dimensions?.some((d) => HIGH_CARDINALITY.has(d));
  return get<MetricsAnswer>(wide ? "/api/public/metrics" : "/api/public/v2/metrics", {
    project,
    query: { query: JSON.stringify(wire(query, interval)) },
    signal,
  });
}

function wire(query: MetricsQuery, interval: Interval) {
  const first = query.metrics[0];
  return {
    view: "observations",
    dimensions: (query.dimensions ?? []).map((field) => ({ field })),
    metrics: query.metrics,
    filters: query.filters ?? [],
    timeDimension: query.overTime ? { granularity: "auto" } : null,
    fromTimestamp: interval.from.toISOString(),
    toTimestamp: interval.to.toISOString(),
    orderBy: query.overTime || !first ? null : [{ field: alias(first), direction: "desc" }],
    config: { row_limit: query.rowLimit ?? 1000 },
  };
}

export function text(row: MetricsRow, dimension: string): string | null {
  const value = row[dimension];
  return value === null || value === undefined || String(value) === "" ? null : String(value);
}

/** Counts and milliseconds; money goes through toPico. */
export function number(row: MetricsRow | undefined, name: string): number {
  return Number(row?.[name] ?? 0);
}
