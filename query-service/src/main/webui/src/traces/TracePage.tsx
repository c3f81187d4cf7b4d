import { Link, useParams } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { PageHeader } from "../shell/PageHeader";
import { useCommand } from "../shell/useCommand";
import { CopyButton } from "../ui/CopyButton";
import { carried } from "../url/search";
import { useProjectId, useUrl } from "../url/useUrl";
import { TraceView } from "./TraceView";
import { useTrace } from "./useTrace";

/** One trace as a page: tree and waterfall at the left, the selected observation at the right. */
export function TracePage() {
  const { traceId = "" } = useParams({ strict: false });
  const project = useProjectId();
  const [search] = useUrl();
  const trace = useTrace(traceId);
  useCommand("copyId", () => void navigator.clipboard.writeText(traceId));
  return (
    <>
      <PageHeader
        timeRange={false}
        title={
          <>
            <Link
              to="/p/$project/traces"
              params={{ project }}
              search={carried(search)}
              className="font-normal text-ink-2 hover:text-ink"
            >
              Traces
            </Link>
            <ChevronRight size={14} aria-hidden="true" className="text-ink-3" />
            <span className="truncate">{trace.data?.name ?? (trace.data ? "unnamed" : traceId)}</span>
          </>
        }
      >
        <span className="num truncate text-ink-2">{traceId}</span>
        <CopyButton text={traceId} label="Copy trace id" />
      </PageHeader>
      <TraceView id={traceId} />
    </>
  );
}
