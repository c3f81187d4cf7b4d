import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { keys } from "../api/keys";
import { countTracesSince, fetchTraceFacts, fetchTraces, type TraceFacts } from "../api/traces";
import type { TraceListItem } from "../api/types";
import { FILTER_PARAMS, type Search } from "../url/search";
import { type Interval, resolve } from "../url/timeRange";
import { useProjectId, useTimeRange, useUrl } from "../url/useUrl";

const LIVE_INTERVAL = 3000;

/** The part of the URL that decides which rows there are; the open panel does not. */
function listSearch(search: Search): Search {
  return Object.fromEntries([...FILTER_PARAMS, "sort" as const].map((key) => [key, search[key]]));
}

/** Pages of the list. All of them end where the first one ended, so that new rows never shift old ones. */
export function useTraces() {
  const project = useProjectId();
  const range = useTimeRange();
  const [search] = useUrl();
  const list = listSearch(search);
  const query = useInfiniteQuery({
    queryKey: keys.traces(project, range, list),
    initialPageParam: null as { page: number; interval: Interval } | null,
    queryFn: async ({ pageParam, signal }) => {
      const interval = pageParam?.interval ?? resolve(range, new Date());
      const answer = await fetchTraces(
        { project, search: list, interval, page: pageParam?.page ?? 1 },
        signal,
      );
      return { ...answer, interval };
    },
    getNextPageParam: ({ meta, interval }) =>
      meta.page < meta.totalPages ? { page: meta.page + 1, interval } : undefined,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.data) ?? [], [query.data]);
  return { query, rows, total: query.data?.pages[0]?.meta.totalItems };
}

/** Tokens and levels of the newest loaded page; earlier pages stay in the cache. */
export function useTraceFacts(pages: TraceListItem[][]): Map<string, TraceFacts> {
  const project = useProjectId();
  const last = pages.at(-1) ?? [];
  const ids = last.map((trace) => trace.id);
  const query = useQuery({
    queryKey: keys.traceFacts(project, ids),
    queryFn: ({ signal }) => fetchTraceFacts(project, last, signal),
    enabled: ids.length > 0,
    staleTime: 5000,
  });
  const all = useMemo(() => new Map<string, TraceFacts>(), []);
  return useMemo(() => {
    for (const [id, facts] of query.data ?? []) all.set(id, facts);
    return new Map(all);
  }, [query.data, all]);
}

/** How many traces arrived since the list was read; the browser pauses it in a hidden tab. */
export function useNewTraces(newest: string | undefined): number {
  const project = useProjectId();
  const [search] = useUrl();
  const list = listSearch(search);
  const query = useQuery({
    queryKey: keys.tracesSince(project, newest ?? "", list),
    queryFn: ({ signal }) => countTracesSince(project, list, newest ?? new Date().toISOString(), signal),
    enabled: search.live === "1" && newest !== undefined,
    refetchInterval: LIVE_INTERVAL,
  });
  return query.data ?? 0;
}
