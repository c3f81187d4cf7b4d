import { lazy, Suspense, useMemo } from "react";
import type { Trace } from "../api/types";
import { cx } from "../ui/cx";
import { Problem } from "../ui/Problem";
import { SkeletonRows } from "../ui/Skeleton";
import { useUrl } from "../url/useUrl";
import { TraceSummary } from "./TraceSummary";
import { TraceTree } from "./TraceTree";
import { buildTree } from "./tree";
import { useTrace } from "./useTrace";

const Detail = lazy(() => import("./Detail").then((module) => ({ default: module.Detail })));

/** A trace: summary, tree with waterfall, and the selected observation beside or (stacked) below it. */
export function TraceView({ id, stacked = false }: { id: string; stacked?: boolean }) {
  const query = useTrace(id);
  if (query.isPending) return <SkeletonRows rows={14} />;
  if (query.isError) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  return <Loaded trace={query.data} stacked={stacked} />;
}

function Loaded({ trace, stacked }: { trace: Trace; stacked: boolean }) {
  const [search, set] = useUrl();
  const roots = useMemo(() => buildTree(trace.observations), [trace.observations]);
  const selected = trace.observations.find((one) => one.id === search.span);
  const select = (span: string | undefined) => set({ span }, { replace: true });
  return (
    <>
      <TraceSummary trace={trace} roots={roots} />
      <div className={cx("flex min-h-0 flex-1", stacked ? "flex-col" : "flex-col lg:flex-row")}>
        <div className={cx("min-h-0 min-w-0", stacked ? "h-[38%] shrink-0" : "h-2/5 lg:h-auto lg:flex-[3]")}>
          <TraceTree
            key={trace.id}
            trace={trace}
            roots={roots}
            selected={selected?.id}
            onSelect={select}
            compact={stacked}
          />
        </div>
        <div
          className={cx(
            "min-h-0 min-w-0 flex-1 overflow-auto border-line bg-surface",
            stacked ? "border-t" : "border-t lg:flex-[2] lg:border-t-0 lg:border-l",
          )}
        >
          <Suspense fallback={null}>
            <Detail key={selected?.id ?? "trace"} trace={trace} observation={selected} />
          </Suspense>
        </div>
      </div>
    </>
  );
}
