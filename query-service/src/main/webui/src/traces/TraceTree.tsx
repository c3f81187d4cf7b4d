import { useVirtualizer } from "@tanstack/react-virtual";
import { ChevronsDownUp, ChevronsUpDown } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import type { Trace } from "../api/types";
import { IconButton } from "../ui/Button";
import { kindOf } from "../ui/Glyph";
import { Ruler } from "./Ruler";
import { ROW_HEIGHT, TreeRow, type TreeScale } from "./TreeRow";
import { extentOf } from "./timeline";
import { preOrder, type TreeNode } from "./tree";
import { TRACE_ROW, useTreeKeys } from "./useTreeKeys";

interface Props {
  trace: Trace;
  roots: TreeNode[];
  selected?: string;
  onSelect: (span: string | undefined) => void;
  compact: boolean;
}

/** Tree and waterfall in one virtualised list: thousands of spans, a screenful of rows in the document. */
export function TraceTree({ trace, roots, selected, onSelect, compact }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const { collapsed, setCollapsed, onKeyDown, rows } = useTreeKeys(roots, selected, onSelect, !compact);
  const scale = useMemo(() => scaleOf(trace, roots), [trace, roots]);
  const virtual = useVirtualizer({
    count: rows.length + 1,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const index = selected === undefined ? 0 : rows.findIndex((row) => row.observation.id === selected) + 1;
  useEffect(() => virtual.scrollToIndex(index, { align: "auto" }), [index, virtual]);
  const parents = () =>
    new Set(
      preOrder(roots)
        .filter((node) => node.children.length > 0 && node.depth > 0)
        .map((node) => node.observation.id),
    );
  const toggle = (id: string) => {
    const next = new Set(collapsed);
    if (!next.delete(id)) next.add(id);
    setCollapsed(next);
  };
  return (
    <section aria-label="Observations" className="flex h-full flex-col">
      <div className="flex h-7 shrink-0 items-center border-b border-line bg-canvas pr-2">
        <div className="flex w-[46%] shrink-0 items-center pl-2 text-xs text-ink-2">
          <IconButton label="Expand all" small onClick={() => setCollapsed(new Set())}>
            <ChevronsUpDown size={13} />
          </IconButton>
          <IconButton label="Collapse all" small onClick={() => setCollapsed(parents())}>
            <ChevronsDownUp size={13} />
          </IconButton>
        </div>
        <Ruler length={scale.extent.end - scale.extent.start} compact={compact} />
      </div>
      <div
        ref={scroller}
        role="tree"
        aria-label="Trace"
        tabIndex={0}
        aria-activedescendant={`row-${selected ?? TRACE_ROW}`}
        onKeyDown={onKeyDown}
        className="group min-h-0 flex-1 overflow-y-auto overflow-x-hidden bg-surface focus-visible:outline-none"
      >
        <div role="presentation" style={{ height: virtual.getTotalSize() }} className="relative min-h-full">
          <span aria-hidden="true" className="absolute inset-y-0 left-[46%] -ml-px border-r border-line" />
          {virtual.getVirtualItems().map((item) => {
            const node = rows[item.index - 1];
            return (
              <TreeRow
                key={node?.observation.id ?? TRACE_ROW}
                node={node}
                trace={trace}
                scale={scale}
                top={item.start}
                selected={item.index === index}
                collapsed={node !== undefined && collapsed.has(node.observation.id)}
                onSelect={onSelect}
                onToggle={toggle}
              />
            );
          })}
        </div>
      </div>
      <Legend trace={trace} compact={compact} />
    </section>
  );
}

/** What the bars of a row are measured against. */
function scaleOf(trace: Trace, roots: TreeNode[]): TreeScale {
  const nodes = preOrder(roots);
  const all = {
    unpriced: roots.reduce((sum, { subtree }) => sum + subtree.unpriced, 0),
    tokens: roots.reduce((sum, { subtree }) => sum + subtree.tokens, 0),
  };
  return {
    extent: extentOf(trace.observations),
    cost: nodes.reduce(
      (most, { subtree }) => (subtree.cost !== null && subtree.cost > most ? subtree.cost : most),
      0n,
    ),
    tokens: all.tokens,
    all,
  };
}

function Legend({ trace, compact }: { trace: Trace; compact: boolean }) {
  const kinds = [...new Set(trace.observations.map((one) => one.type))];
  if (compact) return null;
  return (
    <ul className="flex h-7 shrink-0 items-center gap-4 overflow-hidden border-t border-line bg-canvas px-3 text-xs text-ink-2">
      {kinds.map((kind) => {
        const { icon: Icon, hue, label } = kindOf(kind);
        return (
          <li key={kind} className="flex items-center gap-1.5">
            <Icon size={12} color={hue} aria-hidden="true" /> {label}
          </li>
        );
      })}
      <li className="ml-auto flex items-center gap-1.5">
        <span aria-hidden="true" className="h-3 w-0.5 bg-ink" /> first token
      </li>
    </ul>
  );
}
