import type { Observation } from "../api/types";

/** The span of a trace in epoch milliseconds. */
export interface Extent {
  start: number;
  end: number;
}

/** From the first start to the last end; at least a millisecond, so that a ratio is always defined. */
export function extentOf(observations: readonly Observation[]): Extent {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const one of observations) {
    const from = Date.parse(one.startTime);
    start = Math.min(start, from);
    end = Math.max(end, from, one.endTime ? Date.parse(one.endTime) : from);
  }
  return start > end ? { start: 0, end: 1 } : { start, end: Math.max(end, start + 1) };
}

/** Where a bar stands, in per cent of the extent; `ttft` is where its first token came. */
export interface Bar {
  left: number;
  width: number;
  ttft: number | null;
}

export function barOf(observation: Observation, extent: Extent): Bar {
  const at = (instant: string) => (100 * (Date.parse(instant) - extent.start)) / (extent.end - extent.start);
  const left = at(observation.startTime);
  const right = observation.endTime ? at(observation.endTime) : left;
  const first = observation.completionStartTime;
  return { left, width: Math.max(0, right - left), ttft: first ? at(first) : null };
}

export function durationOf(observation: Observation): number | null {
  return observation.endTime ? Date.parse(observation.endTime) - Date.parse(observation.startTime) : null;
}

/** Up to six round marks of a duration in milliseconds: 1, 2 or 5 times a power of ten. */
export function ticks(length: number): number[] {
  const rough = length / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => index * step);
}
