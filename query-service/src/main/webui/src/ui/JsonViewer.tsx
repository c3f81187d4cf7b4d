import { useVirtualizer } from "@tanstack/react-virtual";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { cx } from "./cx";
import { type JsonLine, jsonLines } from "./json";

const LINE_HEIGHT = 20;
const MAX_HEIGHT = 480;

const INK: Record<JsonLine["kind"], string> = {
  string: "text-good",
  number: "text-accent",
  boolean: "text-warn",
  null: "text-ink-3",
  open: "text-ink-2",
  close: "text-ink-2",
};

/** Virtualised, collapsible JSON: only the lines in view are in the document. */
export function JsonViewer({ value, label }: { value: unknown; label: string }) {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(() => jsonLines(value, toggled), [value, toggled]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 20,
  });
  const toggle = (path: string) => {
    const next = new Set(toggled);
    if (!next.delete(path)) next.add(path);
    setToggled(next);
  };
  return (
    <div
      ref={scroller}
      role="region"
      aria-label={label}
      tabIndex={0}
      className="overflow-auto"
      style={{ maxHeight: MAX_HEIGHT }}
    >
      <div className="relative min-w-max font-mono text-[12px]" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          return line && <Line key={line.path} line={line} top={item.start} onToggle={toggle} />;
        })}
      </div>
    </div>
  );
}

function Line({ line, top, onToggle }: { line: JsonLine; top: number; onToggle: (path: string) => void }) {
  const foldable = line.kind === "open" && (line.size ?? 0) > 0;
  return (
    <div
      className="absolute flex items-center whitespace-pre leading-5"
      style={{ transform: `translateY(${top}px)`, paddingLeft: 20 + line.depth * 16, height: LINE_HEIGHT }}
    >
      {foldable && (
        <button
          type="button"
          aria-expanded={!line.collapsed}
          aria-label={`${line.collapsed ? "Expand" : "Collapse"} ${line.path}`}
          onClick={() => onToggle(line.path)}
          className="absolute grid size-5 -translate-x-5 place-items-center text-ink-3 hover:text-ink"
        >
          {line.collapsed ? <ChevronRight size={12} /> : <ChevronDown size={12} />}
        </button>
      )}
      {line.key !== null && <span className="text-ink">{line.key}: </span>}
      <span className={cx(INK[line.kind])}>{line.text}</span>
      {line.collapsed && <span className="ml-2 text-ink-3">{line.size}</span>}
    </div>
  );
}
