import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef } from "react";
import { count } from "../format/numbers";
import { NothingHere } from "../shell/NothingHere";
import { PageHeader } from "../shell/PageHeader";
import { useCommand } from "../shell/useCommand";
import { DataTable } from "../ui/DataTable";
import { Problem } from "../ui/Problem";
import { SkeletonRows } from "../ui/Skeleton";
import { carried } from "../url/search";
import { useProjectId, useUrl, useZone } from "../url/useUrl";
import { NARROW_COLUMNS, TRACE_COLUMNS } from "./columns";
import { LiveToggle } from "./LiveToggle";
import { TraceFilters } from "./TraceFilters";
import { useTraceFacts, useTraces } from "./useTraces";

const Peek = lazy(() => import("./Peek").then((module) => ({ default: module.Peek })));

/** The list of traces; the panel beside it shows the selected one without leaving the list. */
export function TracesPage() {
  const [search, set] = useUrl();
  const zone = useZone();
  const { query, rows: traces, total } = useTraces();
  const facts = useTraceFacts(query.data?.pages.map((page) => page.data) ?? []);
  const rows = useMemo(
    () => traces.map((trace) => ({ ...trace, zone, facts: facts.get(trace.id) })),
    [traces, zone, facts],
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const peek = (id: string | undefined) =>
    set({ peek: id, span: undefined }, { replace: search.peek !== undefined });
  useRowCommands(
    rows.map((row) => row.id),
    search.peek,
    peek,
  );
  const viaObservations = search.model ?? search.prompt;
  return (
    <>
      <PageHeader
        title={
          <>
            Traces{" "}
            {total !== undefined && (
              <span className="text-sm font-normal text-ink-2 tabular">{count(total)}</span>
            )}
          </>
        }
      >
        <LiveToggle newest={traces[0]?.timestamp} onRefresh={() => void query.refetch()} />
      </PageHeader>
      <TraceFilters />
      {viaObservations && (
        <p className="border-b border-line bg-raised px-4 py-1.5 text-xs text-ink-2">
          The 100 costliest traces of the time range with an observation of {viaObservations}.
        </p>
      )}
      <div className="flex min-h-0 flex-1" aria-busy={query.isFetching}>
        <div className="min-w-0 flex-1">
          {query.isError && <Problem error={query.error} onRetry={() => void query.refetch()} />}
          {query.isPending && <SkeletonRows rows={20} />}
          {query.isSuccess && rows.length === 0 && (
            <NothingHere what="traces" onData={() => void query.refetch()} />
          )}
          {rows.length > 0 && (
            <DataTable
              label="Traces"
              columns={search.peek ? NARROW_COLUMNS : TRACE_COLUMNS}
              rows={rows}
              rowId={(row) => row.id}
              selected={search.peek}
              onOpen={(row) => peek(row.id)}
              sort={search.sort ?? "timestamp.desc"}
              onSort={(sort) => set({ sort })}
              onEnd={more}
            />
          )}
        </div>
        <Suspense fallback={null}>
          {search.peek && <Peek id={search.peek} onClose={() => peek(undefined)} />}
        </Suspense>
      </div>
    </>
  );
}

/** j and k walk the rows of the current filter, enter opens the selected one as a page, escape closes the panel. */
function useRowCommands(
  ids: string[],
  selected: string | undefined,
  select: (id: string | undefined) => void,
) {
  const project = useProjectId();
  const [search] = useUrl();
  const navigate = useNavigate();
  // The URL follows a key press a moment later; a held key must not start twice from the same row.
  const cursor = useRef(selected);
  useEffect(() => {
    cursor.current = selected;
  }, [selected]);
  const move = (step: number) => {
    const at = cursor.current === undefined ? -1 : ids.indexOf(cursor.current);
    const next = ids[Math.min(ids.length - 1, Math.max(0, at + step))];
    if (next === undefined) return;
    cursor.current = next;
    select(next);
  };
  useCommand("next", () => move(1));
  useCommand("previous", () => move(-1));
  useCommand("close", () => select(undefined), selected !== undefined);
  useCommand(
    "open",
    () =>
      void navigate({
        to: "/p/$project/traces/$traceId",
        params: { project, traceId: selected ?? "" },
        search: { ...carried(search), span: search.span },
      }),
    selected !== undefined,
  );
}
