import { exactMoney, money, type Pico } from "../format/money";
import { count } from "../format/numbers";
import { cx } from "./cx";

/** An amount, exact on hover; unknown is hatched and says so. */
export function Money({ pico, className }: { pico: Pico | null; className?: string }) {
  if (pico === null) return <Unknown className={className} />;
  return (
    <span className={cx("num", className)} title={exactMoney(pico)}>
      {money(pico)}
    </span>
  );
}

export function Unknown({ className }: { className?: string }) {
  return (
    <span
      className={cx("inline-flex items-center gap-1.5 text-xs text-ink-2", className)}
      title="No price is known for this usage"
    >
      <span className="hatched h-2.5 w-4 rounded-sm border border-unknown" aria-hidden="true" />
      unknown
    </span>
  );
}

/** The cost of several observations: what is known, and a mark when some of it is not. Without usage, a dash. */
export function Cost(props: { pico: Pico | null; unpriced?: number; usage?: boolean; className?: string }) {
  const { pico, unpriced = 0, usage = true, className } = props;
  const nothing = pico === null || pico === 0n;
  if (unpriced === 0)
    return nothing && !usage ? <NoCost /> : <Money pico={pico ?? 0n} className={className} />;
  if (nothing) return <Unknown className={className} />;
  return (
    <span className="inline-flex items-center gap-1.5">
      <PartlyUnknown unpriced={unpriced} />
      <Money pico={pico} className={className} />
    </span>
  );
}

/** Beside a sum that is too small. */
export function PartlyUnknown({ unpriced }: { unpriced: number }) {
  const text = `${count(unpriced)} with usage and no price, not in the sum`;
  return (
    <span
      role="img"
      aria-label={text}
      title={text}
      className="hatched h-2.5 w-3.5 shrink-0 rounded-sm border border-unknown"
    />
  );
}

function NoCost() {
  return (
    <span className="text-ink-3" title="No usage that could cost">
      –
    </span>
  );
}
