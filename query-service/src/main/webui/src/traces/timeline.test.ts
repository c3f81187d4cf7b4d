import { expect, it } from "vitest";
import { observation } from "../test/observation";
import { barOf, extentOf, ticks } from "./timeline";

const at = (ms: number) => new Date(Date.UTC(2026, 10, 24) + ms).toISOString();

it("spans from the first start to the last end, open spans included", () => {
  const extent = extentOf([
    observation({ id: "a", startTime: at(100), endTime: at(200) }),
    observation({ id: "b", startTime: at(500), endTime: null }),
  ]);
  expect(extent.end - extent.start).toBe(400);
});

it("is never empty", () => {
  expect(extentOf([])).toEqual({ start: 0, end: 1 });
  const instant = extentOf([observation({ id: "a", startTime: at(0), endTime: at(0) })]);
  expect(instant.end - instant.start).toBe(1);
});

it("places a bar and its first token", () => {
  const one = observation({ id: "a", startTime: at(250), completionStartTime: at(500), endTime: at(750) });
  const extent = { start: Date.parse(at(0)), end: Date.parse(at(1000)) };
  expect(barOf(one, extent)).toEqual({ left: 25, width: 50, ttft: 50 });
});

it("draws no bar backwards", () => {
  const one = observation({ id: "a", startTime: at(500), endTime: at(400) });
  expect(barOf(one, { start: Date.parse(at(0)), end: Date.parse(at(1000)) }).width).toBe(0);
});

it.each([
  [9030, [0, 2000, 4000, 6000, 8000]],
  [1000, [0, 200, 400, 600, 800, 1000]],
  [1, [0, 0.2, 0.4, 0.6000000000000001, 0.8, 1]],
])("marks %s ms at round times", (length, marks) => expect(ticks(length)).toEqual(marks));
