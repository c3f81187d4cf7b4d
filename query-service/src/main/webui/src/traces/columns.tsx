import { Link } from "@tanstack/react-router";
import type { TraceFacts } from "../api/traces";
import type { TraceListItem } from "../api/types";
import { duration, secondsToMillis } from "../format/duration";
import { toPico } from "../format/money";
import { compact, count } from "../format/numbers";
import { timestamp, type Zone } from "../format/time";
import { Badge, Problems } from "../ui/Badge";
import type { Column } from "../ui/DataTable";
import { Cost } from "../ui/Money";

export interface TraceRow extends TraceListItem {
  facts?: TraceFacts;
  zone: Zone;
}

const NARROW = new Set(["timestamp", "name", "problems", "cost"]);

export const TRACE_COLUMNS: readonly Column<TraceRow>[] = [
  {
    id: "timestamp",
    header: "Time",
    width: "140px",
    sort: "timestamp",
    cell: (row) => (
      <time dateTime={row.timestamp} title={row.timestamp} className="text-ink-2 tabular">
        {timestamp(row.timestamp, row.zone)}
      </time>
    ),
  },
  {
    id: "name",
    header: "Name",
    width: "minmax(140px, 1fr)",
    sort: "name",
    cell: (row) => <NameLink row={row} />,
  },
  {
    id: "problems",
    header: "Levels",
    width: "84px",
    cell: (row) => row.facts && <Problems errors={row.facts.errors} warnings={row.facts.warnings} />,
  },
  {
    id: "latency",
    header: "Latency",
    width: "84px",
    numeric: true,
    cell: (row) => <span className="num">{duration(secondsToMillis(row.latency))}</span>,
  },
  {
    id: "cost",
    header: "Cost",
    width: "128px",
    numeric: true,
    cell: (row) =>
      row.facts && (
        <Cost pico={toPico(row.totalCost)} unpriced={row.facts.unpriced} usage={row.facts.tokens > 0} />
      ),
  },
  {
    id: "tokens",
    header: "Tokens",
    width: "80px",
    numeric: true,
    cell: (row) =>
      row.facts && (
        <span className="num" title={count(row.facts.tokens)}>
          {compact(row.facts.tokens)}
        </span>
      ),
  },
  {
    id: "observations",
    header: "Obs.",
    width: "64px",
    numeric: true,
    cell: (row) => <span className="num">{count(row.observations.length)}</span>,
  },
  { id: "user", header: "User", width: "minmax(90px, 0.5fr)", sort: "userId", cell: (row) => row.userId },
  {
    id: "session",
    header: "Session",
    width: "minmax(90px, 0.5fr)",
    sort: "sessionId",
    cell: (row) => row.sessionId,
  },
  {
    id: "environment",
    header: "Environment",
    width: "112px",
    cell: (row) => <Badge>{row.environment}</Badge>,
  },
  {
    id: "tags",
    header: "Tags",
    width: "minmax(110px, 0.7fr)",
    cell: (row) => (
      <span className="flex gap-1 overflow-hidden" title={row.tags.join(", ")}>
        {row.tags.map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
      </span>
    ),
  },
];

/** What is left of a row when a trace is open beside the list. */
export const NARROW_COLUMNS = TRACE_COLUMNS.filter(({ id }) => NARROW.has(id));

function NameLink({ row }: { row: TraceRow }) {
  return (
    <Link
      to="/p/$project/traces/$traceId"
      from="/p/$project"
      params={(old) => ({ ...old, traceId: row.id })}
      search={(old) => ({ from: old.from, to: old.to, tz: old.tz })}
      onClick={(event) => event.stopPropagation()}
      className="font-medium underline-offset-2 hover:text-accent hover:underline"
    >
      {row.name ?? <span className="text-ink-2 italic">unnamed</span>}
    </Link>
  );
}
