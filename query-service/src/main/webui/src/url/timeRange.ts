/**
 * A time range as the URL holds it: each end is `now`, `now-24h` or an ISO instant. It stays symbolic, so that a
 * shared link means "the last day" tomorrow too.
 */
export interface TimeRange {
  from: string;
  to: string;
}

export interface Interval {
  from: Date;
  to: Date;
}

export const DEFAULT_RANGE: TimeRange = { from: "now-24h", to: "now" };

export const PRESETS: ReadonlyArray<{ from: string; label: string }> = [
  { from: "now-15m", label: "Last 15 minutes" },
  { from: "now-1h", label: "Last hour" },
  { from: "now-6h", label: "Last 6 hours" },
  { from: "now-24h", label: "Last 24 hours" },
  { from: "now-7d", label: "Last 7 days" },
  { from: "now-30d", label: "Last 30 days" },
  { from: "now-90d", label: "Last 90 days" },
];

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const RELATIVE = /^now(?:-(\d{1,4})([mhdw]))?$/;

/** Null when the text is neither symbolic nor an instant. Days are 24 hours: a symbolic range has no zone. */
export function instantOf(text: string, now: Date): Date | null {
  const match = RELATIVE.exec(text);
  if (match) return new Date(now.getTime() - Number(match[1] ?? 0) * (UNITS[match[2] ?? "m"] ?? 0));
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text)) return null;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

/** What a URL says, or the default when it says nothing usable. */
export function rangeOf(from: string | undefined, to: string | undefined): TimeRange {
  const range = { from: from ?? DEFAULT_RANGE.from, to: to ?? DEFAULT_RANGE.to };
  const now = new Date();
  const start = instantOf(range.from, now);
  const end = instantOf(range.to, now);
  return start && end && start < end ? range : DEFAULT_RANGE;
}

export function resolve(range: TimeRange, now: Date): Interval {
  const from = instantOf(range.from, now);
  const to = instantOf(range.to, now);
  return from && to ? { from, to } : resolve(DEFAULT_RANGE, now);
}

/** The interval of the same length that ends where this one starts. */
export function previous(interval: Interval): Interval {
  const length = interval.to.getTime() - interval.from.getTime();
  return { from: new Date(interval.from.getTime() - length), to: interval.from };
}

/** `Last 24 hours`, `Last 45 minutes`, or the two instants by the given formatter. */
export function rangeLabel(range: TimeRange, format: (instant: Date) => string): string {
  const preset = PRESETS.find((p) => p.from === range.from);
  if (preset && range.to === "now") return preset.label;
  const { from, to } = resolve(range, new Date());
  return `${format(from)} – ${range.to === "now" ? "now" : format(to)}`;
}
