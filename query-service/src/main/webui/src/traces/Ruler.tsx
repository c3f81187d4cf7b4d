import { duration } from "../format/duration";
import { LANE } from "./TreeRow";
import { ticks } from "./timeline";

/** Time axis of the waterfall, from the start of the trace. */
export function Ruler({ length, compact }: { length: number; compact: boolean }) {
  const marks = ticks(length).filter((_, index) => !compact || index % 2 === 0);
  return (
    <div aria-hidden="true" className={LANE}>
      {marks.map((mark) => (
        <span
          key={mark}
          className="num absolute inset-y-0 flex items-center border-l border-line pl-1 text-ink-3"
          style={{ left: `${(100 * mark) / length}%` }}
        >
          {duration(mark)}
        </span>
      ))}
    </div>
  );
}
