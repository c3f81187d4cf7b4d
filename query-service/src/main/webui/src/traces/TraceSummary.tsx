import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Trace } from "../api/types";
import { duration, secondsToMillis } from "../format/duration";
import { toPico } from "../format/money";
import { compact, count } from "../format/numbers";
import { timestamp } from "../format/time";
import { Badge, Problems } from "../ui/Badge";
import { Cost } from "../ui/Money";
import { carried } from "../url/search";
import { useProjectId, useUrl, useZone } from "../url/useUrl";
import type { TreeNode } from "./tree";

/** The trace in one line: when, how long, how much, whose. */
export function TraceSummary({ trace, roots }: { trace: Trace; roots: TreeNode[] }) {
  const zone = useZone();
  const sum = (pick: (node: TreeNode) => number) => roots.reduce((total, node) => total + pick(node), 0);
  const unpriced = sum((node) => node.subtree.unpriced);
  const errors = sum((node) => node.subtree.errors);
  const warnings = sum((node) => node.subtree.warnings);
  const tokens = sum((node) => node.subtree.tokens);
  return (
    <dl className="flex shrink-0 flex-wrap items-center gap-x-5 gap-y-1 border-b border-line bg-surface px-4 py-2 text-sm">
      <Fact label="Started">
        <time dateTime={trace.timestamp} className="tabular">
          {timestamp(trace.timestamp, zone)}
        </time>
      </Fact>
      <Fact label="Latency">
        <span className="num">{duration(secondsToMillis(trace.latency))}</span>
      </Fact>
      <Fact label="Cost">
        <Cost
          pico={toPico(trace.totalCost)}
          unpriced={unpriced}
          usage={tokens > 0}
          className="font-semibold"
        />
      </Fact>
      <Fact label="Tokens">
        <span className="num" title={count(tokens)}>
          {compact(tokens)}
        </span>
      </Fact>
      <Fact label="Observations">
        <span className="num">{count(trace.observations.length)}</span>
      </Fact>
      {errors + warnings > 0 && (
        <Fact label="Levels">
          <Problems errors={errors} warnings={warnings} />
        </Fact>
      )}
      <Owner trace={trace} />
    </dl>
  );
}

function Owner({ trace }: { trace: Trace }) {
  const project = useProjectId();
  const [search] = useUrl();
  const link = "underline-offset-2 hover:text-accent hover:underline";
  return (
    <>
      {trace.userId && (
        <Fact label="User">
          <Link
            to="/p/$project/traces"
            params={{ project }}
            search={{ ...carried(search), user: trace.userId }}
            className={link}
          >
            {trace.userId}
          </Link>
        </Fact>
      )}
      {trace.sessionId && (
        <Fact label="Session">
          <Link
            to="/p/$project/sessions/$sessionId"
            params={{ project, sessionId: trace.sessionId }}
            search={carried(search)}
            className={link}
          >
            {trace.sessionId}
          </Link>
        </Fact>
      )}
      <Fact label="Environment">
        <Badge>{trace.environment}</Badge>
      </Fact>
      {trace.release && <Fact label="Release">{trace.release}</Fact>}
      {trace.tags.length > 0 && (
        <Fact label="Tags">
          <span className="inline-flex gap-1">
            {trace.tags.map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </span>
        </Fact>
      )}
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-center gap-1.5">
      <dt className="text-xs text-ink-3">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
