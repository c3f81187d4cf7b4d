/** A duration in milliseconds; the API speaks seconds in objects and milliseconds in metrics. */
export type Millis = number;

/** `640µs`, `12ms`, `1.24s`, `2m 05s`, `1h 03m`. */
export function duration(ms: Millis | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms) || ms < 0) return "–";
  if (ms === 0) return "0ms";
  if (ms < 1) return `${Math.round(ms * 1000)}µs`;
  if (ms < 1000) return `${Math.round(ms)}ms`;
  if (ms < 59_995) return `${(ms / 1000).toFixed(2)}s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${two(seconds % 60)}s`;
  return `${Math.floor(seconds / 3600)}h ${two(Math.floor((seconds % 3600) / 60))}m`;
}

export function secondsToMillis(seconds: number | null | undefined): Millis | null {
  return seconds === null || seconds === undefined ? null : seconds * 1000;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
