import { count } from "../format/numbers";
import { cx } from "../ui/cx";
import { type Bands, withUsage } from "./bands";

/** Shares of the observations with usage; the unknown share is hatched. */
export function BandBar({ bands, tall = false }: { bands: Bands; tall?: boolean }) {
  const parts = [
    { name: "priced", observations: bands.priced.observations, look: "bg-accent" },
    { name: "stated by client", observations: bands.stated.observations, look: "bg-good" },
    { name: "unknown", observations: bands.unknown, look: "hatched" },
  ];
  const all = withUsage(bands);
  if (all === 0) return <span className="text-xs text-ink-3">no usage</span>;
  const text = parts
    .filter((p) => p.observations > 0)
    .map((p) => `${count(p.observations)} ${p.name}`)
    .join(", ");
  return (
    <div
      role="img"
      aria-label={text}
      title={text}
      className={cx("flex w-full gap-px overflow-hidden rounded bg-raised", tall ? "h-3" : "h-2")}
    >
      {parts.map((part) => (
        <span
          key={part.name}
          className={part.look}
          style={{ width: `${(100 * part.observations) / all}%` }}
        />
      ))}
    </div>
  );
}
