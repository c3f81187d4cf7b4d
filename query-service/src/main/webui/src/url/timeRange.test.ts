import { describe, expect, it } from "vitest";
import { DEFAULT_RANGE, instantOf, previous, rangeLabel, rangeOf, resolve } from "./timeRange";

const NOW = new Date("2026-11-24T12:00:00.000Z");

describe("instantOf", () => {
  it.each([
    ["now", "2026-11-24T12:00:00.000Z"],
    ["now-15m", "2026-11-24T11:45:00.000Z"],
    ["now-24h", "2026-11-23T12:00:00.000Z"],
    ["now-7d", "2026-11-17T12:00:00.000Z"],
    ["now-2w", "2026-11-10T12:00:00.000Z"],
    ["2026-11-01T08:00:00.000Z", "2026-11-01T08:00:00.000Z"],
    ["2026-11-01T08:00:00+02:00", "2026-11-01T06:00:00.000Z"],
  ])("reads %s", (text, iso) => expect(instantOf(text, NOW)?.toISOString()).toBe(iso));

  it.each(["", "yesterday", "now-5y", "now+1h", "2026", "2026-13-40T99:00:00Z"])("refuses %s", (text) =>
    expect(instantOf(text, NOW)).toBeNull(),
  );

  it("counts hours over the change of the clocks", () => {
    const afterChange = new Date("2026-03-29T10:00:00.000Z");
    expect(instantOf("now-24h", afterChange)?.toISOString()).toBe("2026-03-28T10:00:00.000Z");
  });
});

describe("rangeOf", () => {
  it("takes what the URL says", () =>
    expect(rangeOf("now-6h", undefined)).toEqual({ from: "now-6h", to: "now" }));
  it("takes the default for nonsense", () => expect(rangeOf("soon", "later")).toEqual(DEFAULT_RANGE));
  it("takes the default when the end is before the start", () =>
    expect(rangeOf("now-1h", "now-6h")).toEqual(DEFAULT_RANGE));
});

describe("previous", () => {
  it("is as long and ends where the range begins", () => {
    const interval = resolve({ from: "now-6h", to: "now" }, NOW);
    expect(previous(interval)).toEqual({ from: new Date("2026-11-24T00:00:00.000Z"), to: interval.from });
  });
});

describe("rangeLabel", () => {
  it("names a preset", () => expect(rangeLabel({ from: "now-7d", to: "now" }, String)).toBe("Last 7 days"));
  it("writes instants", () =>
    expect(
      rangeLabel({ from: "2026-11-01T00:00:00.000Z", to: "2026-11-02T00:00:00.000Z" }, (at) =>
        at.toISOString().slice(0, 10),
      ),
    ).toBe("2026-11-01 – 2026-11-02"));
});
