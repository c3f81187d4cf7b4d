import { ChevronDown, ChevronRight } from "lucide-react";
import type { Trace } from "../api/types";
import { duration, secondsToMillis } from "../format/duration";
import { money, type Pico, picoToNumber, toPico } from "../format/money";
import { compact } from "../format/numbers";
import { Problems } from "../ui/Badge";
import { cx } from "../ui/cx";
import { Glyph, kindOf } from "../ui/Glyph";
import { PartlyUnknown, Unknown } from "../ui/Money";
import { barOf, durationOf, type Extent } from "./timeline";
import type { Totals, TreeNode } from "./tree";
import { TRACE_ROW } from "./useTreeKeys";

export const ROW_HEIGHT = 28;
const INDENT = 14;
const MEASURE = "w-[70px] shrink-0";
/** Where bars are drawn; the room at the right is for the duration of the last ones. */
export const LANE = "relative ml-2 mr-16 h-full min-w-0 flex-1";

export interface TreeScale {
  extent: Extent;
  /** Largest subtree. */
  cost: Pico;
  tokens: number;
  /** The whole trace. */
  all: Pick<Totals, "unpriced" | "tokens">;
}

interface Props {
  /** Absent: the row of the trace itself. */
  node: TreeNode | undefined;
  trace: Trace;
  scale: TreeScale;
  top: number;
  selected: boolean;
  collapsed: boolean;
  onSelect: (span: string | undefined) => void;
  onToggle: (id: string) => void;
}

export function TreeRow({ node, trace, scale, top, selected, collapsed, onSelect, onToggle }: Props) {
  const id = node?.observation.id;
  const branch = node !== undefined && node.children.length > 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys and points here
    <div
      id={`row-${id ?? TRACE_ROW}`}
      role="treeitem"
      tabIndex={-1}
      aria-level={node ? node.depth + 2 : 1}
      aria-selected={selected}
      aria-expanded={branch ? !collapsed : undefined}
      onClick={() => onSelect(id)}
      style={{ transform: `translateY(${top}px)`, height: ROW_HEIGHT }}
      className={cx(
        "absolute inset-x-0 flex cursor-pointer items-center text-sm hover:bg-hover",
        selected &&
          "bg-accent-soft shadow-[inset_2px_0_0_var(--accent)] group-focus-visible:outline-2 group-focus-visible:-outline-offset-2 group-focus-visible:outline-accent",
      )}
    >
      <div
        className="flex h-full w-[46%] shrink-0 items-center gap-1.5 overflow-hidden pr-2"
        style={{ paddingLeft: 8 + (node ? (node.depth + 1) * INDENT : 0) }}
      >
        <Caret node={node} collapsed={collapsed} onToggle={onToggle} />
        <Glyph kind={node?.observation.type ?? "TRACE"} />
        <span className={cx("truncate", !node && "font-medium")}>
          {(node ? node.observation.name : trace.name) ?? "unnamed"}
        </span>
        <Markers node={node} collapsed={collapsed} />
        <span className="ml-auto" />
        <Measures node={node} trace={trace} scale={scale} />
      </div>
      <Bar node={node} trace={trace} extent={scale.extent} />
    </div>
  );
}

function Caret({ node, collapsed, onToggle }: Pick<Props, "node" | "collapsed" | "onToggle">) {
  if (!node || node.children.length === 0) return <span className="w-4 shrink-0" />;
  return (
    <span
      aria-hidden="true"
      onClick={(event) => {
        event.stopPropagation();
        onToggle(node.observation.id);
      }}
      className="grid h-6 w-4 shrink-0 place-items-center text-ink-3 hover:text-ink"
    >
      {collapsed ? <ChevronRight size={13} /> : <ChevronDown size={13} />}
    </span>
  );
}

/** Its own level; a collapsed parent shows the problems that it hides. */
function Markers({ node, collapsed }: Pick<Props, "node" | "collapsed">) {
  if (!node) return null;
  const { level } = node.observation;
  const own = { errors: level === "ERROR" ? 1 : 0, warnings: level === "WARNING" ? 1 : 0 };
  const { errors, warnings } = collapsed ? node.subtree : own;
  return (
    <>
      <Problems errors={errors} warnings={warnings} />
      {collapsed && <span className="num text-ink-3">+{node.subtree.observations - 1}</span>}
    </>
  );
}

/** Cost and tokens of the subtree, each over a bar of its share. */
function Measures({ node, trace, scale }: Pick<Props, "node" | "trace" | "scale">) {
  const cost = node ? node.subtree.cost : toPico(trace.totalCost);
  const { unpriced, tokens } = node?.subtree ?? scale.all;
  const share = cost !== null && scale.cost > 0n ? picoToNumber(cost) / picoToNumber(scale.cost) : 0;
  return (
    <>
      {unpriced > 0 && cost !== null && cost > 0n && <PartlyUnknown unpriced={unpriced} />}
      {tokens > 0 && (
        <Measure
          text={compact(tokens)}
          share={scale.tokens > 0 ? tokens / scale.tokens : 0}
          look="bg-unknown"
          label="tokens"
        />
      )}
      {cost !== null && cost > 0n ? (
        <Measure text={money(cost)} share={share} look="bg-accent" label="cost" />
      ) : (
        unpriced > 0 && <Unknown className={cx(MEASURE, "justify-end")} />
      )}
    </>
  );
}

function Measure({ text, share, look, label }: { text: string; share: number; look: string; label: string }) {
  return (
    <span className={cx(MEASURE, "flex flex-col items-end")} title={label}>
      <span className="num leading-4 text-ink-2">{text}</span>
      <span aria-hidden="true" className="h-[3px] w-full rounded-full bg-raised">
        <span
          className={cx("ml-auto block h-full rounded-full", look)}
          style={{ width: `${Math.min(100, Math.max(3, share * 100))}%` }}
        />
      </span>
    </span>
  );
}

function Bar({ node, trace, extent }: { node: TreeNode | undefined; trace: Trace; extent: Extent }) {
  const bar = node ? barOf(node.observation, extent) : { left: 0, width: 100, ttft: null };
  const length = node ? durationOf(node.observation) : secondsToMillis(trace.latency);
  const error = node?.observation.level === "ERROR";
  const { hue } = kindOf(node?.observation.type ?? "TRACE");
  return (
    <div className={LANE}>
      <span
        className={cx(
          "absolute top-2 h-3 min-w-[3px] rounded-[3px]",
          !node && "opacity-45",
          error && "ring-1 ring-bad ring-offset-1 ring-offset-surface",
        )}
        style={{ left: `${bar.left}%`, width: `${bar.width}%`, background: hue }}
      />
      {bar.ttft !== null && (
        <span
          title="First token"
          className="absolute top-1 h-5 w-0.5 bg-ink"
          style={{ left: `${bar.ttft}%` }}
        />
      )}
      {length !== null && (
        <span
          className="num absolute top-1.5 leading-4 whitespace-nowrap text-ink-2"
          style={{ left: `calc(${bar.left + bar.width}% + 6px)` }}
        >
          {duration(length)}
        </span>
      )}
    </div>
  );
}
