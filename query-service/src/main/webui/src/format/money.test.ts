import { describe, expect, it } from "vitest";
import { ExactNumber, exactReviver, parseExact } from "../api/exact";
import { exactMoney, money, perMillion, sumPico, toPico } from "./money";

describe("toPico", () => {
  it.each([
    [0.000042, 42_000_000n],
    ["0.000000000001", 1n],
    ["1e-7", 100_000n],
    [1.5e-10, 150n],
    ["123456789.123456789012", 123456789123456789012n],
    ["-2.5", -2_500_000_000_000n],
    [0, 0n],
  ])("reads %s exactly", (value, pico) => expect(toPico(value)).toBe(pico));

  it.each([null, undefined, "", "free", "NaN"])("has no amount for %s", (value) =>
    expect(toPico(value)).toBeNull(),
  );
});

describe("money", () => {
  it.each([
    ["0", "$0.00"],
    ["0.000042", "$0.000042"],
    ["0.0000421349", "$0.0000421"],
    ["0.356", "$0.356"],
    ["0.5", "$0.50"],
    ["0.9999", "$1.00"],
    ["14.916", "$14.92"],
    ["1234567.891", "$1,234,567.89"],
    ["0.000000000001", "$0.000000000001"],
    ["-0.25", "-$0.25"],
  ])("writes %s as %s", (value, text) => expect(money(toPico(value))).toBe(text));

  it("says unknown, never zero", () => expect(money(null)).toBe("unknown"));

  it("keeps every place for copying", () =>
    expect(exactMoney(toPico("0.015698750001") ?? 0n)).toBe("$0.015698750001"));

  it("quotes a unit price per million", () =>
    expect(perMillion(toPico("0.0000025") ?? 0n)).toBe("$2.50 / M"));
});

describe("sumPico", () => {
  it("adds what floats cannot", () => expect(sumPico([toPico("0.1"), toPico("0.2")])).toBe(toPico("0.3")));
  it("skips the unknown", () => expect(sumPico([null, 5n])).toBe(5n));
  it("is unknown when nothing is known", () => expect(sumPico([null, null])).toBeNull());
});

describe("exactReviver", () => {
  it("keeps what a double would change", () => {
    const kept = exactReviver("total", Number("123456789.123456789012"), {
      source: "123456789.123456789012",
    });
    expect(kept).toBeInstanceOf(ExactNumber);
    expect(toPico(kept as ExactNumber)).toBe(123456789123456789012n);
  });
  it.each(["1", "1.50", "0.000042", "1e-7", "100", "-0.5", "1E3"])("leaves %s a number", (source) =>
    expect(exactReviver("", Number(source), { source })).toBe(Number(source)),
  );
  it("parses without source text too", () =>
    expect(parseExact('{"a":[1,"x",null]}')).toEqual({ a: [1, "x", null] }));
});
