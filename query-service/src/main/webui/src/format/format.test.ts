import { describe, expect, it } from "vitest";
import { duration, secondsToMillis } from "./duration";
import { change, compact, count, percent } from "./numbers";
import { ago, bucketLabel, clock, timestamp } from "./time";

describe("duration", () => {
  it.each([
    [0, "0ms"],
    [0.64, "640µs"],
    [12.4, "12ms"],
    [1240, "1.24s"],
    [59_999, "1m 00s"],
    [125_000, "2m 05s"],
    [3_780_000, "1h 03m"],
    [null, "–"],
    [-1, "–"],
  ])("writes %s ms as %s", (ms, text) => expect(duration(ms)).toBe(text));

  it("takes the API's seconds", () => expect(duration(secondsToMillis(1.5))).toBe("1.50s"));
});

describe("numbers", () => {
  it.each([
    [999, "999"],
    [12_345, "12.3k"],
    [4_100_000, "4.1M"],
    [2e9, "2B"],
  ])("shortens %s to %s", (value, text) => expect(compact(value)).toBe(text));
  it("groups digits", () => expect(count(1_234_567)).toBe("1,234,567"));
  it("writes ratios", () => expect(percent(0.0063)).toBe("0.6%"));
});

describe("change", () => {
  it("has a sign", () => expect(change(112.5, 100)).toEqual({ text: "+12.5%", sign: 1 }));
  it("falls", () => expect(change(50, 100)).toEqual({ text: "-50%", sign: -1 }));
  it("stays", () => expect(change(100, 100)).toEqual({ text: "0%", sign: 0 }));
  it("has nothing to compare with", () => expect(change(5, 0)).toBeNull());
});

describe("time", () => {
  const instant = "2026-11-24T12:04:31.250Z";
  it("reads UTC", () => expect(timestamp(instant, "utc")).toBe("24 Nov, 12:04:31"));
  it("reads the clock", () => expect(clock(instant, "utc")).toBe("12:04:31"));
  it("takes a date as a calendar day in every zone", () =>
    expect(bucketLabel("2026-11-24", "local")).toBe("24 Nov"));
  it("labels an hour", () => expect(bucketLabel("2026-11-24T12:00:00.000Z", "utc")).toBe("24 Nov, 12:00"));
  it("tells how long ago", () => expect(ago(instant, new Date("2026-11-24T12:07:31Z"))).toBe("3 min. ago"));
});
