import type { Search } from "../url/search";
import type { Interval } from "../url/timeRange";
import { anyOf, type Condition, traceConditions } from "./filter";
import { get } from "./http";
import { COST, COUNT, fetchMetrics, type MetricsRow, number, TOKENS, text } from "./metrics";
import type { Model, Observation, Page, Trace, TraceListItem } from "./types";

export const PAGE_SIZE = 100;
const DAY = 86_400_000;

export interface TraceQuery {
  project: string;
  search: Search;
  interval: Interval;
  page: number;
}

/** What only observations know of a trace; the list route does not carry it. */
export interface TraceFacts {
  tokens: number;
  errors: number;
  warnings: number;
  /** Observations with usage and no price: the total leaves them out. */
  unpriced: number;
}

export async function fetchTraces(query: TraceQuery, signal?: AbortSignal): Promise<Page<TraceListItem>> {
  const conditions = traceConditions(query.search);
  const viaObservations = observationConditions(query.search);
  if (viaObservations.length > 0) {
    conditions.push(anyOf("id", await traceIdsOf(query.project, viaObservations, query.interval, signal)));
  }
  return get<Page<TraceListItem>>("/api/public/traces", {
    project: query.project,
    query: {
      page: query.page,
      limit: PAGE_SIZE,
      fields: "core,metrics,observations",
      fromTimestamp: query.interval.from.toISOString(),
      toTimestamp: query.interval.to.toISOString(),
      orderBy: query.search.sort ?? "timestamp.desc",
      filter: conditions.length > 0 ? JSON.stringify(conditions) : undefined,
    },
    signal,
  });
}

/** How many traces arrived after an instant, under the same filter. */
export async function countTracesSince(project: string, search: Search, since: string, signal?: AbortSignal) {
  const conditions = traceConditions(search);
  const page = await get<Page<TraceListItem>>("/api/public/traces", {
    project,
    query: {
      page: 1,
      limit: 1,
      fields: "core",
      fromTimestamp: new Date(Date.parse(since) + 1).toISOString(),
      filter: conditions.length > 0 ? JSON.stringify(conditions) : undefined,
    },
    signal,
  });
  return page.meta.totalItems;
}

/** Whether the project has any trace at all: tells "no data yet" from "no match". */
export async function hasTraces(project: string, signal?: AbortSignal): Promise<boolean> {
  const query = { page: 1, limit: 1, fields: "core" };
  const page = await get<Page<TraceListItem>>("/api/public/traces", { project, query, signal });
  return page.meta.totalItems > 0;
}

/** Conditions on a trace's observations, which the trace list has no column for. */
function observationConditions(search: Search): Condition[] {
  const list: Condition[] = [];
  if (search.model) list.push(anyOf("providedModelName", [search.model]));
  if (search.prompt) list.push(anyOf("promptName", [search.prompt]));
  if (search.promptVersion) {
    list.push({
      column: "promptVersion",
      type: "number",
      operator: "=",
      value: Number(search.promptVersion),
    });
  }
  return list;
}

/** The hundred costliest traces that have such an observation; the page says so. */
async function traceIdsOf(project: string, filters: Condition[], interval: Interval, signal?: AbortSignal) {
  const query = { dimensions: ["traceId"], metrics: [COST], filters, rowLimit: PAGE_SIZE };
  const answer = await fetchMetrics(project, query, interval, signal);
  const ids = answer.data.map((row) => text(row, "traceId")).filter((id): id is string => id !== null);
  return ids.length > 0 ? ids : ["no such trace"];
}

/** Tokens, levels and missing prices of one page of traces, in one question to the metrics API. */
export async function fetchTraceFacts(project: string, traces: TraceListItem[], signal?: AbortSignal) {
  if (traces.length === 0) return new Map<string, TraceFacts>();
  const times = traces.map((trace) => Date.parse(trace.timestamp));
  const interval = {
    from: new Date(Math.min(...times) - DAY),
    to: new Date(Math.max(...times) + DAY),
  };
  const answer = await fetchMetrics(
    project,
    {
      dimensions: ["traceId", "level", "priceState"],
      metrics: [COUNT, TOKENS],
      filters: [
        anyOf(
          "traceId",
          traces.map((trace) => trace.id),
        ),
      ],
    },
    interval,
    signal,
  );
  return foldFacts(answer.data);
}

export function foldFacts(rows: MetricsRow[]): Map<string, TraceFacts> {
  const facts = new Map<string, TraceFacts>();
  for (const row of rows) {
    const id = text(row, "traceId") ?? "";
    const fact = facts.get(id) ?? { tokens: 0, errors: 0, warnings: 0, unpriced: 0 };
    fact.tokens += number(row, "sum_totalTokens");
    if (row.level === "ERROR") fact.errors += number(row, "count_count");
    if (row.level === "WARNING") fact.warnings += number(row, "count_count");
    if (row.priceState === "UNPRICED") fact.unpriced += number(row, "count_count");
    facts.set(id, fact);
  }
  return facts;
}

/** Structure without payloads: a trace of thousands of spans opens before anybody reads one. */
export function fetchTrace(project: string, id: string, signal?: AbortSignal): Promise<Trace> {
  const query = { fields: "core,observations,scores,metrics" };
  return get<Trace>(`/api/public/traces/${encodeURIComponent(id)}`, { project, query, signal });
}

export function fetchTracePayload(project: string, id: string, signal?: AbortSignal): Promise<Trace> {
  const query = { fields: "core,io" };
  return get<Trace>(`/api/public/traces/${encodeURIComponent(id)}`, { project, query, signal });
}

export function fetchObservation(project: string, id: string, signal?: AbortSignal): Promise<Observation> {
  return get<Observation>(`/api/public/observations/${encodeURIComponent(id)}`, { project, signal });
}

export function fetchModel(project: string, id: string, signal?: AbortSignal): Promise<Model> {
  return get<Model>(`/api/public/models/${encodeURIComponent(id)}`, { project, signal });
}
