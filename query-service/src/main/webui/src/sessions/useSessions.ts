import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { keys } from "../api/keys";
import {
  fetchSession,
  fetchSessions,
  fetchSessionTotals,
  fetchSessionTraces,
  type SessionTotals,
} from "../api/sessions";
import { fetchTraceFacts } from "../api/traces";
import type { SessionListItem, TraceListItem } from "../api/types";
import { type Interval, resolve } from "../url/timeRange";
import { useProjectId, useTimeRange, useUrl } from "../url/useUrl";

export function useSessions() {
  const project = useProjectId();
  const range = useTimeRange();
  const [search] = useUrl();
  const query = useInfiniteQuery({
    queryKey: keys.sessions(project, range, search.env),
    initialPageParam: null as { page: number; interval: Interval } | null,
    queryFn: async ({ pageParam, signal }) => {
      const interval = pageParam?.interval ?? resolve(range, new Date());
      return { ...(await fetchSessions(project, search, interval, pageParam?.page ?? 1, signal)), interval };
    },
    getNextPageParam: ({ meta, interval }) =>
      meta.page < meta.totalPages ? { page: meta.page + 1, interval } : undefined,
    placeholderData: keepPreviousData,
  });
  const sessions = useMemo(() => query.data?.pages.flatMap((page) => page.data) ?? [], [query.data]);
  return { query, sessions };
}

/** Totals of the newest loaded page, kept with those of the pages before. */
export function useSessionTotals(pages: SessionListItem[][]): Map<string, SessionTotals> {
  const project = useProjectId();
  const ids = (pages.at(-1) ?? []).map((session) => session.id);
  const query = useQuery({
    queryKey: keys.sessionTotals(project, ids),
    queryFn: ({ signal }) => fetchSessionTotals(project, ids, signal),
    enabled: ids.length > 0,
  });
  const all = useMemo(() => new Map<string, SessionTotals>(), []);
  return useMemo(() => {
    for (const [id, totals] of query.data ?? []) all.set(id, totals);
    return new Map(all);
  }, [query.data, all]);
}

export function useSession(id: string) {
  const project = useProjectId();
  return useQuery({
    queryKey: keys.session(project, id),
    queryFn: ({ signal }) => fetchSession(project, id, signal),
  });
}

export function useSessionTraces(id: string) {
  const project = useProjectId();
  return useQuery({
    queryKey: [...keys.session(project, id), "traces"],
    queryFn: ({ signal }) => fetchSessionTraces(project, id, signal),
  });
}

/** What of the traces' cost is unknown, by trace. */
export function useTurnFacts(traces: TraceListItem[]) {
  const project = useProjectId();
  const ids = traces.map((trace) => trace.id);
  const query = useQuery({
    queryKey: keys.traceFacts(project, ids),
    queryFn: ({ signal }) => fetchTraceFacts(project, traces, signal),
    enabled: ids.length > 0,
  });
  return query.data ?? new Map<string, never>();
}
