import { type MetricsRow, number } from "../api/metrics";
import type { PriceState } from "../api/types";
import { type Pico, sumPico } from "../format/money";
import { costOf } from "./series";

/** How the amounts of a group came about. Observations without usage cost nothing and stand in no band. */
export interface Bands {
  priced: Band;
  stated: Band;
  /** Usage without a price: it has a count, and no amount. */
  unknown: number;
}

interface Band {
  observations: number;
  cost: Pico | null;
}

export function emptyBands(): Bands {
  return { priced: { observations: 0, cost: null }, stated: { observations: 0, cost: null }, unknown: 0 };
}

/** Folds rows with the dimension `priceState` by group; tokens that we counted ourselves are priced by us too. */
export function foldBands(rows: MetricsRow[], labelOf: (row: MetricsRow) => string): Map<string, Bands> {
  const groups = new Map<string, Bands>();
  for (const row of rows) {
    const label = labelOf(row);
    const bands = groups.get(label) ?? emptyBands();
    groups.set(label, bands);
    add(bands, String(row.priceState) as PriceState, number(row, "count_count"), costOf(row));
  }
  return groups;
}

function add(bands: Bands, state: PriceState, observations: number, cost: Pico | null) {
  if (state === "UNPRICED") bands.unknown += observations;
  const band =
    state === "STATED" ? bands.stated : state === "PRICED" || state === "ESTIMATED" ? bands.priced : null;
  if (band === null) return;
  band.observations += observations;
  band.cost = sumPico([band.cost, cost]);
}

/** All groups together. */
export function totalBands(groups: Iterable<Bands>): Bands {
  const total = emptyBands();
  for (const bands of groups) {
    for (const band of ["priced", "stated"] as const) {
      total[band].observations += bands[band].observations;
      total[band].cost = sumPico([total[band].cost, bands[band].cost]);
    }
    total.unknown += bands.unknown;
  }
  return total;
}

/** Observations that cost something, known or not. */
export function withUsage({ priced, stated, unknown }: Bands): number {
  return priced.observations + stated.observations + unknown;
}
