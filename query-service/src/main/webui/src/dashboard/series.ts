import type { MetricsRow } from "../api/metrics";
import { type Pico, toPico } from "../format/money";

/** A band of the stacked chart: one amount per bucket, null where nothing is known. */
export interface Series {
  label: string;
  values: (Pico | null)[];
}

export interface Stack {
  /** Bucket starts as the API names them. */
  buckets: string[];
  series: Series[];
}

export const OTHER = "other";

/** Bands of the given labels in that order, and the rest of the total as one more. All sums are exact. */
export function stack(
  rows: MetricsRow[],
  totals: MetricsRow[],
  labels: string[],
  labelOf: (row: MetricsRow) => string,
): Stack {
  const buckets = [...new Set(totals.map(bucketOf))].sort();
  const at = new Map(buckets.map((bucket, index) => [bucket, index]));
  const series = labels.map((label) => ({ label, values: buckets.map((): Pico | null => null) }));
  const byLabel = new Map(series.map((one) => [one.label, one]));
  const rest = buckets.map((): Pico => 0n);
  for (const row of totals) rest[at.get(bucketOf(row)) ?? 0] = costOf(row) ?? 0n;
  for (const row of rows) {
    const index = at.get(bucketOf(row));
    const band = byLabel.get(labelOf(row));
    const cost = costOf(row);
    if (index === undefined || band === undefined || cost === null) continue;
    band.values[index] = (band.values[index] ?? 0n) + cost;
    rest[index] = (rest[index] ?? 0n) - cost;
  }
  if (rest.some((value) => value > 0n)) series.push({ label: OTHER, values: rest });
  return { buckets, series };
}

/** The bands with a known amount anywhere: a group whose cost is unknown must not be drawn as zero. */
export function known({ series }: Stack): Series[] {
  return series.filter((one) => one.values.some((value) => value !== null && value > 0n));
}

export function costOf(row: MetricsRow | undefined): Pico | null {
  return toPico(row?.sum_totalCost);
}

function bucketOf(row: MetricsRow): string {
  return String(row.time_dimension ?? "");
}
