import { Link, useParams } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import type { TraceFacts } from "../api/traces";
import type { TraceListItem } from "../api/types";
import { duration, secondsToMillis } from "../format/duration";
import { toPico } from "../format/money";
import { compact, count } from "../format/numbers";
import { timestamp } from "../format/time";
import { PageHeader } from "../shell/PageHeader";
import { Badge } from "../ui/Badge";
import { CopyButton } from "../ui/CopyButton";
import { Cost } from "../ui/Money";
import { Problem } from "../ui/Problem";
import { SkeletonRows } from "../ui/Skeleton";
import { carried } from "../url/search";
import { useProjectId, useUrl, useZone } from "../url/useUrl";
import { Turn } from "./Turn";
import { useSession, useSessionTotals, useSessionTraces, useTurnFacts } from "./useSessions";

/** A session: its totals, and its traces as turns in the order of time. */
export function SessionPage() {
  const { sessionId = "" } = useParams({ strict: false });
  const session = useSession(sessionId);
  const traces = useSessionTraces(sessionId);
  const facts = useTurnFacts(traces.data?.data ?? []);
  return (
    <>
      <PageHeader timeRange={false} title={<Title id={sessionId} />}>
        <CopyButton text={sessionId} label="Copy session id" />
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-auto">
        {session.isError && <Problem error={session.error} onRetry={() => void session.refetch()} />}
        {traces.isPending && <SkeletonRows />}
        {session.data && (
          <Totals id={sessionId} environment={session.data.environment} traces={session.data.traces.length} />
        )}
        <ol className="mx-auto flex max-w-4xl flex-col gap-3 p-4">
          {traces.data?.data.map((trace, index) => (
            <SessionTurn key={trace.id} trace={trace} facts={facts.get(trace.id)} number={index + 1} />
          ))}
        </ol>
        {traces.data && traces.data.meta.totalItems > traces.data.data.length && (
          <p className="pb-6 text-center text-sm text-ink-2">
            The first {count(traces.data.data.length)} of {count(traces.data.meta.totalItems)} traces.
          </p>
        )}
      </div>
    </>
  );
}

function Title({ id }: { id: string }) {
  const project = useProjectId();
  const [search] = useUrl();
  return (
    <>
      <Link
        to="/p/$project/sessions"
        params={{ project }}
        search={carried(search)}
        className="font-normal text-ink-2 hover:text-ink"
      >
        Sessions
      </Link>
      <ChevronRight size={14} aria-hidden="true" className="text-ink-3" />
      <span className="truncate">{id}</span>
    </>
  );
}

function Totals({ id, environment, traces }: { id: string; environment: string; traces: number }) {
  const totals = useSessionTotals([[{ id, createdAt: "", environment }]]).get(id);
  const facts = [
    [
      "Traces",
      <span key="t" className="num">
        {count(traces)}
      </span>,
    ],
    [
      "Observations",
      <span key="o" className="num">
        {count(totals?.observations ?? 0)}
      </span>,
    ],
    [
      "Tokens",
      <span key="k" className="num">
        {compact(totals?.tokens ?? 0)}
      </span>,
    ],
    [
      "Cost",
      <Cost key="c" pico={totals?.cost ?? null} unpriced={totals?.unpriced} className="font-semibold" />,
    ],
    ["Environment", <Badge key="e">{environment}</Badge>],
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 border-b border-line bg-surface px-4 py-2 text-sm">
      {facts.map(([label, value]) => (
        <div key={label} className="flex items-center gap-1.5">
          <dt className="text-xs text-ink-3">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface TurnProps {
  trace: TraceListItem;
  /** Absent while they load. */
  facts?: TraceFacts;
  number: number;
}

function SessionTurn({ trace, facts, number: turn }: TurnProps) {
  const zone = useZone();
  const project = useProjectId();
  const [search] = useUrl();
  return (
    <li className="rounded-lg border border-line bg-surface">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 text-sm">
        <span className="text-xs text-ink-3 tabular">Turn {turn}</span>
        <Link
          to="/p/$project/traces/$traceId"
          params={{ project, traceId: trace.id }}
          search={carried(search)}
          className="font-medium underline-offset-2 hover:text-accent hover:underline"
        >
          {trace.name ?? "unnamed"}
        </Link>
        <span className="text-xs text-ink-2 tabular">{timestamp(trace.timestamp, zone)}</span>
        <span className="ml-auto flex items-center gap-4">
          <span className="num text-ink-2">{duration(secondsToMillis(trace.latency))}</span>
          <Cost
            pico={toPico(trace.totalCost)}
            unpriced={facts?.unpriced}
            usage={facts === undefined || facts.tokens > 0}
          />
        </span>
      </div>
      <Turn input={trace.input} output={trace.output} />
    </li>
  );
}
