import { Link } from "@tanstack/react-router";
import { Maximize2, X } from "lucide-react";
import { keyHint } from "../shell/keyTable";
import { buttonClass, IconButton } from "../ui/Button";
import { ErrorBoundary } from "../ui/ErrorBoundary";
import { carried } from "../url/search";
import { useProjectId, useUrl } from "../url/useUrl";
import { TraceView } from "./TraceView";

/** The selected trace beside the list. */
export function Peek({ id, onClose }: { id: string; onClose: () => void }) {
  const project = useProjectId();
  const [search] = useUrl();
  return (
    <aside
      aria-label="Selected trace"
      className="flex w-[min(720px,52vw)] shrink-0 flex-col border-l border-line bg-surface"
    >
      <div className="flex h-10 shrink-0 items-center gap-1 border-b border-line px-2">
        <span className="num mr-auto truncate pl-2 text-ink-2">{id}</span>
        <Link
          to="/p/$project/traces/$traceId"
          params={{ project, traceId: id }}
          search={{ ...carried(search), span: search.span }}
          className={buttonClass("ghost")}
          title={`Open (${keyHint("open")})`}
        >
          <Maximize2 size={13} aria-hidden="true" /> Open
        </Link>
        <IconButton label={`Close (${keyHint("close")})`} onClick={onClose}>
          <X size={15} />
        </IconButton>
      </div>
      <ErrorBoundary key={id}>
        <TraceView id={id} stacked />
      </ErrorBoundary>
    </aside>
  );
}
