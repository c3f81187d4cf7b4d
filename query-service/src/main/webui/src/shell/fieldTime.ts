import type { Zone } from "../format/time";

/** Text of a `datetime-local` field, which knows no zone: `2026-11-24T12:04:31`. */
export function fieldText(instant: Date, zone: Zone): string {
  const offset = zone === "utc" ? 0 : instant.getTimezoneOffset() * 60_000;
  return new Date(instant.getTime() - offset).toISOString().slice(0, 19);
}

/** Null when the field holds no time. */
export function instantOfField(text: string, zone: Zone): Date | null {
  const instant = new Date(zone === "utc" ? `${text}Z` : text);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
