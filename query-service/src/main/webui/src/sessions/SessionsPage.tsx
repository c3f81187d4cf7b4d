import { Link, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { SessionTotals } from "../api/sessions";
import type { SessionListItem } from "../api/types";
import { compact, count } from "../format/numbers";
import { timestamp, type Zone } from "../format/time";
import { EnvironmentSelect } from "../shell/EnvironmentSelect";
import { NothingHere } from "../shell/NothingHere";
import { PageHeader } from "../shell/PageHeader";
import { Badge } from "../ui/Badge";
import { type Column, DataTable } from "../ui/DataTable";
import { Cost } from "../ui/Money";
import { Problem } from "../ui/Problem";
import { SkeletonRows } from "../ui/Skeleton";
import { carried } from "../url/search";
import { useProjectId, useUrl, useZone } from "../url/useUrl";
import { useSessions, useSessionTotals } from "./useSessions";

interface SessionRow extends SessionListItem {
  totals?: SessionTotals;
  zone: Zone;
}

const COLUMNS: readonly Column<SessionRow>[] = [
  {
    id: "created",
    header: "Started",
    width: "minmax(140px, 0.6fr)",
    cell: (row) => (
      <time dateTime={row.createdAt} title={row.createdAt} className="text-ink-2 tabular">
        {timestamp(row.createdAt, row.zone)}
      </time>
    ),
  },
  { id: "id", header: "Session", width: "minmax(200px, 2fr)", cell: (row) => <SessionLink id={row.id} /> },
  {
    id: "observations",
    header: "Observations",
    width: "116px",
    numeric: true,
    cell: (row) => row.totals && <span className="num">{count(row.totals.observations)}</span>,
  },
  {
    id: "tokens",
    header: "Tokens",
    width: "96px",
    numeric: true,
    cell: (row) => row.totals && <span className="num">{compact(row.totals.tokens)}</span>,
  },
  {
    id: "cost",
    header: "Cost",
    width: "120px",
    numeric: true,
    cell: (row) =>
      row.totals && (
        <Cost pico={row.totals.cost} unpriced={row.totals.unpriced} usage={row.totals.tokens > 0} />
      ),
  },
  {
    id: "environment",
    header: "Environment",
    width: "140px",
    cell: (row) => <Badge>{row.environment}</Badge>,
  },
];

/** Sessions that began in the time range, with the totals of their whole life. */
export function SessionsPage() {
  const zone = useZone();
  const project = useProjectId();
  const [search] = useUrl();
  const navigate = useNavigate();
  const { query, sessions } = useSessions();
  const totals = useSessionTotals(query.data?.pages.map((page) => page.data) ?? []);
  const rows = useMemo(
    () => sessions.map((one) => ({ ...one, zone, totals: totals.get(one.id) })),
    [sessions, totals, zone],
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const open = (id: string) =>
    void navigate({
      to: "/p/$project/sessions/$sessionId",
      params: { project, sessionId: id },
      search: carried(search),
    });
  return (
    <>
      <PageHeader title="Sessions" />
      <div className="flex items-center gap-2 border-b border-line bg-surface px-4 py-2">
        <EnvironmentSelect />
      </div>
      <div className="min-h-0 flex-1" aria-busy={query.isFetching}>
        {query.isError && <Problem error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <SkeletonRows rows={20} />}
        {query.isSuccess && rows.length === 0 && (
          <NothingHere what="sessions" onData={() => void query.refetch()} />
        )}
        {rows.length > 0 && (
          <DataTable
            label="Sessions"
            columns={COLUMNS}
            rows={rows}
            rowId={(row) => row.id}
            onOpen={(row) => open(row.id)}
            onEnd={more}
          />
        )}
      </div>
    </>
  );
}

function SessionLink({ id }: { id: string }) {
  return (
    <Link
      to="/p/$project/sessions/$sessionId"
      from="/p/$project"
      params={(old) => ({ ...old, sessionId: id })}
      search={carried}
      onClick={(event) => event.stopPropagation()}
      className="font-medium underline-offset-2 hover:text-accent hover:underline"
    >
      {id}
    </Link>
  );
}
