import type { Decimal } from "../api/exact";

/** Pico-USD: 1e-12 of a dollar, the grain of the whole system. */
export type Pico = bigint;

const PLACES = 12;
const UNIT = 10n ** BigInt(PLACES);

/** Exact for at most 12 decimal places; further ones are cut. Null for absent or not a decimal. */
export function toPico(value: Decimal | null | undefined): Pico | null {
  if (value === null || value === undefined) return null;
  const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(String(value).trim());
  if (!match) return null;
  const fraction = match[3] ?? "";
  const digits = BigInt((match[2] ?? "0") + fraction);
  const shift = PLACES + Number(match[4] ?? 0) - fraction.length;
  const pico = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
  return match[1] === "-" ? -pico : pico;
}

/** Sum of the known amounts; null when none is known, because unknown is not zero. */
export function sumPico(values: Iterable<Pico | null>): Pico | null {
  let sum: Pico | null = null;
  for (const value of values) if (value !== null) sum = (sum ?? 0n) + value;
  return sum;
}

/** For geometry (bars, charts) only. */
export function picoToNumber(pico: Pico): number {
  return Number(pico) / 1e12;
}

/** All places that are there, at least two: the text to copy and to hover. `$1.20`, `$0.000042`. */
export function exactMoney(pico: Pico): string {
  const { sign, whole, fraction } = parts(pico);
  return `${sign}$${grouped(whole)}.${fraction.replace(/0+$/, "").padEnd(2, "0")}`;
}

/** Short enough for a column, and never `$0.00` for something that costs: three significant digits below a dollar. */
export function money(pico: Pico | null): string {
  if (pico === null) return "unknown";
  if (pico === 0n) return "$0.00";
  const absolute = pico < 0n ? -pico : pico;
  const places = absolute >= UNIT ? 2 : placesBelowOne(absolute);
  const { sign, whole, fraction } = parts(rounded(pico, places));
  return `${sign}$${grouped(whole)}.${fraction.slice(0, places).replace(/0+$/, "").padEnd(2, "0")}`;
}

/** Price of a unit as the field quotes it: per million. */
export function perMillion(unitPrice: Pico): string {
  return `${exactMoney(unitPrice * 1_000_000n)} / M`;
}

function placesBelowOne(absolute: Pico): number {
  const leadingZeros = PLACES - absolute.toString().length;
  return Math.min(PLACES, Math.max(2, leadingZeros + 3));
}

function rounded(pico: Pico, places: number): Pico {
  const step = 10n ** BigInt(PLACES - places);
  const absolute = pico < 0n ? -pico : pico;
  const result = ((absolute + step / 2n) / step) * step;
  return pico < 0n ? -result : result;
}

function parts(pico: Pico) {
  const absolute = pico < 0n ? -pico : pico;
  return {
    sign: pico < 0n ? "-" : "",
    whole: (absolute / UNIT).toString(),
    fraction: (absolute % UNIT).toString().padStart(PLACES, "0"),
  };
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}
