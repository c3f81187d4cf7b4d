const exact = new Intl.NumberFormat("en-US");
const oneDigit = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });
const percentage = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 });
const STEPS = [
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "k"],
] as const;

/** `12,345`: for tooltips and small tables. */
export function count(value: number): string {
  return exact.format(value);
}

/** `12.3k`, `4.1M`: for tiles and columns. */
export function compact(value: number): string {
  for (const [step, suffix] of STEPS) {
    if (Math.abs(value) >= step) return `${oneDigit.format(value / step)}${suffix}`;
  }
  return oneDigit.format(value);
}

/** Ratio 0..1 as a percentage. */
export function percent(ratio: number): string {
  return percentage.format(ratio);
}

/** `+12.5%` against a previous value; null when there is nothing to compare with. */
export function change(now: number, before: number): { text: string; sign: -1 | 0 | 1 } | null {
  if (before === 0 || !Number.isFinite(before) || !Number.isFinite(now)) return null;
  const ratio = (now - before) / before;
  const sign = Math.abs(ratio) < 0.0005 ? 0 : ratio > 0 ? 1 : -1;
  return { text: `${sign > 0 ? "+" : ""}${sign === 0 ? "0%" : percent(ratio)}`, sign };
}
