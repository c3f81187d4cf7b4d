import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import type { change } from "../format/numbers";
import { cx } from "../ui/cx";
import { Skeleton } from "../ui/Skeleton";

type Delta = ReturnType<typeof change>;

interface Props {
  label: string;
  /** Absent while it loads. */
  value?: string;
  title?: string;
  delta: Delta;
  upIsBad?: boolean;
  /** What the figure leaves out. */
  gap?: string;
}

export function Tile({ label, value, title, delta, upIsBad = false, gap }: Props) {
  return (
    <div className="rounded-lg border border-line bg-surface px-4 py-3">
      <h2 className="text-xs font-medium text-ink-2">{label}</h2>
      {value === undefined ? (
        <Skeleton className="mt-1 h-7 w-24" />
      ) : (
        <p className="mt-0.5 text-[22px] leading-8 font-semibold tracking-tight tabular" title={title}>
          {value}
        </p>
      )}
      <p className="flex min-h-4 flex-wrap gap-x-2 text-xs text-ink-3">
        {delta && <Change delta={delta} upIsBad={upIsBad} />}
        {gap && (
          <span className="inline-flex items-center gap-1 text-ink-2">
            <span aria-hidden="true" className="hatched h-2.5 w-3.5 rounded-sm border border-unknown" /> {gap}
          </span>
        )}
        {value !== undefined && !delta && !gap && "nothing before to compare"}
      </p>
    </div>
  );
}

/** Sign, arrow and then colour: readable without the last. */
function Change({ delta, upIsBad }: { delta: NonNullable<Delta>; upIsBad: boolean }) {
  const Arrow = delta.sign === 0 ? ArrowRight : delta.sign > 0 ? ArrowUpRight : ArrowDownRight;
  const tone = delta.sign === 0 || !upIsBad ? "text-ink-2" : delta.sign > 0 ? "text-bad" : "text-good";
  return (
    <span className="inline-flex items-center gap-1">
      <span className={cx("inline-flex items-center gap-0.5 tabular", tone)}>
        <Arrow size={12} aria-hidden="true" />
        {delta.text}
      </span>
      vs previous
    </span>
  );
}
