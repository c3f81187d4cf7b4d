import type { Observation, PriceState, PricingTier } from "../api/types";
import { type Pico, sumPico, toPico } from "../format/money";

/** One line of a receipt: a usage bucket, its units, what one unit costs, and the amount that the server stored. */
export interface ReceiptLine {
  bucket: string;
  units: number | null;
  unitPrice: Pico | null;
  amount: Pico | null;
  /** Units times today's price is not the amount: the price has changed since, or the client stated the amount. */
  differs: boolean;
}

export interface Receipt {
  state: PriceState;
  lines: ReceiptLine[];
  total: Pico | null;
}

/** `total` repeats the other buckets, unless it is all there is. */
const TOTAL = "total";

/** Usage buckets times price, beside what was charged; the amounts come from the server, never from here. */
export function receiptOf(observation: Observation, tier: PricingTier | undefined): Receipt {
  const { usageDetails: usage, costDetails: cost } = observation;
  const all = [...new Set([...Object.keys(usage ?? {}), ...Object.keys(cost ?? {})])];
  const buckets = all.length > 1 ? all.filter((bucket) => bucket !== TOTAL) : all;
  return {
    state: priceState(observation),
    lines: buckets.map((bucket) => lineOf(bucket, observation, tier)),
    total: costOfObservation(observation),
  };
}

/** What the server says; from the shape of the observation when it does not say. */
export function priceState(observation: Observation): PriceState {
  if (observation.priceState) return observation.priceState;
  const hasCost = Object.keys(observation.costDetails ?? {}).length > 0;
  if (hasCost) return observation.usagePricingTierId === null ? "STATED" : "PRICED";
  return Object.keys(observation.usageDetails ?? {}).length > 0 ? "UNPRICED" : "NO_USAGE";
}

/** Null when unknown. */
export function costOfObservation(observation: Observation): Pico | null {
  const { costDetails, calculatedTotalCost } = observation;
  const parts = Object.entries(costDetails ?? {}).filter(([bucket]) => bucket !== TOTAL);
  return (
    toPico(costDetails?.[TOTAL]) ??
    sumPico(parts.map(([, amount]) => toPico(amount))) ??
    toPico(calculatedTotalCost)
  );
}

function lineOf(bucket: string, observation: Observation, tier: PricingTier | undefined): ReceiptLine {
  const units = observation.usageDetails?.[bucket] ?? null;
  const unitPrice = toPico(tier?.prices[bucket]);
  const amount = toPico(observation.costDetails?.[bucket]);
  const product = units !== null && unitPrice !== null ? BigInt(units) * unitPrice : null;
  return {
    bucket,
    units,
    unitPrice,
    amount,
    differs: product !== null && amount !== null && product !== amount,
  };
}
