import { type Pico, sumPico, toPico } from "../format/money";
import type { Search } from "../url/search";
import type { Interval } from "../url/timeRange";
import { anyOf } from "./filter";
import { get } from "./http";
import { COST, COUNT, fetchMetrics, number, TOKENS, text } from "./metrics";
import type { Page, Session, SessionListItem, TraceListItem } from "./types";

export interface SessionTotals {
  observations: number;
  tokens: number;
  cost: Pico | null;
  /** Observations with usage and no price. */
  unpriced: number;
}

/** Sessions are for life, the metrics API wants an interval: everything up to a day ahead of our clock. */
function lifetime(): Interval {
  return { from: new Date("2020-01-01T00:00:00Z"), to: new Date(Date.now() + 86_400_000) };
}

export function fetchSessions(
  project: string,
  search: Search,
  interval: Interval,
  page: number,
  signal?: AbortSignal,
): Promise<Page<SessionListItem>> {
  return get<Page<SessionListItem>>("/api/public/sessions", {
    project,
    query: {
      page,
      limit: 100,
      fromTimestamp: interval.from.toISOString(),
      toTimestamp: interval.to.toISOString(),
      environment: search.env,
    },
    signal,
  });
}

/** Cost, tokens and observations by session id, summed by the server. */
export async function fetchSessionTotals(project: string, ids: string[], signal?: AbortSignal) {
  const totals = new Map<string, SessionTotals>();
  if (ids.length === 0) return totals;
  const query = {
    dimensions: ["sessionId", "priceState"],
    metrics: [COST, TOKENS, COUNT],
    filters: [anyOf("sessionId", ids)],
  };
  const answer = await fetchMetrics(project, query, lifetime(), signal);
  for (const row of answer.data) {
    const id = text(row, "sessionId") ?? "";
    const before = totals.get(id) ?? { observations: 0, tokens: 0, cost: null, unpriced: 0 };
    const observations = number(row, "count_count");
    totals.set(id, {
      observations: before.observations + observations,
      tokens: before.tokens + number(row, "sum_totalTokens"),
      cost: sumPico([before.cost, toPico(row.sum_totalCost)]),
      unpriced: before.unpriced + (row.priceState === "UNPRICED" ? observations : 0),
    });
  }
  return totals;
}

export function fetchSession(project: string, id: string, signal?: AbortSignal): Promise<Session> {
  return get<Session>(`/api/public/sessions/${encodeURIComponent(id)}`, { project, signal });
}

/** The session's traces with cost and latency, oldest first. */
export function fetchSessionTraces(project: string, id: string, signal?: AbortSignal) {
  return get<Page<TraceListItem>>("/api/public/traces", {
    project,
    query: { sessionId: id, limit: 100, orderBy: "timestamp.asc", fields: "core,io,metrics,observations" },
    signal,
  });
}
