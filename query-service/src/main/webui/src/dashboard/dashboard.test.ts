import { describe, expect, it } from "vitest";
import { toPico } from "../format/money";
import { foldBands, totalBands } from "./bands";
import { groupLabel, groupOf } from "./groups";
import { known, OTHER, stack } from "./series";
import { foldTokens } from "./tokens";

const labelOf = (row: Record<string, unknown>) => String(row.model);

describe("stack", () => {
  const totals = [
    { time_dimension: "2026-11-24", sum_totalCost: 0.6 },
    { time_dimension: "2026-11-23", sum_totalCost: 0.3 },
  ];
  const rows = [
    { time_dimension: "2026-11-23", model: "a", sum_totalCost: 0.1 },
    { time_dimension: "2026-11-23", model: "b", sum_totalCost: 0.2 },
    { time_dimension: "2026-11-24", model: "a", sum_totalCost: 0.1 },
    { time_dimension: "2026-11-24", model: "z", sum_totalCost: 0.5 },
  ];

  it("puts what the bands do not hold into the rest, exactly", () =>
    expect(stack(rows, totals, ["a", "b"], labelOf)).toEqual({
      buckets: ["2026-11-23", "2026-11-24"],
      series: [
        { label: "a", values: [toPico("0.1"), toPico("0.1")] },
        { label: "b", values: [toPico("0.2"), null] },
        { label: OTHER, values: [0n, toPico("0.5")] },
      ],
    }));

  it("has no rest when there is none", () =>
    expect(stack(rows, totals, ["a", "b", "z"], labelOf).series.map((one) => one.label)).toEqual([
      "a",
      "b",
      "z",
    ]));
});

it("does not show a group of unknown cost as zeros", () => {
  const series = [
    { label: "priced", values: [null, 1n] },
    { label: "unpriced", values: [0n, 0n] },
    { label: "absent", values: [null, null] },
  ];
  expect(known({ buckets: ["a", "b"], series }).map((one) => one.label)).toEqual(["priced"]);
});

describe("price bands", () => {
  const bands = foldBands(
    [
      { model: "a", priceState: "PRICED", count_count: 3, sum_totalCost: 0.1 },
      { model: "a", priceState: "ESTIMATED", count_count: 1, sum_totalCost: 0.2 },
      { model: "a", priceState: "NO_USAGE", count_count: 9, sum_totalCost: null },
      { model: "b", priceState: "UNPRICED", count_count: 4, sum_totalCost: null },
      { model: "b", priceState: "STATED", count_count: 2, sum_totalCost: 1 },
    ],
    labelOf,
  );

  it("keeps unknown as a count, never as an amount", () =>
    expect(bands.get("b")).toEqual({
      priced: { observations: 0, cost: null },
      stated: { observations: 2, cost: toPico(1) },
      unknown: 4,
    }));

  it("adds up", () =>
    expect(totalBands(bands.values())).toEqual({
      priced: { observations: 4, cost: toPico("0.3") },
      stated: { observations: 2, cost: toPico(1) },
      unknown: 4,
    }));
});

describe("groups", () => {
  it("falls back to the model", () => expect(groupOf("nonsense").id).toBe("model"));
  it("names a prompt with its version", () =>
    expect(groupLabel(groupOf("prompt"), { promptName: "answer", promptVersion: 3 })).toBe("answer v3"));
  it("names what is absent", () => expect(groupLabel(groupOf("user"), { userId: null })).toBe("no user"));
  it("leads to the traces of a prompt's version", () =>
    expect(groupOf("prompt").filter({ promptName: "answer", promptVersion: 3 })).toEqual({
      prompt: "answer",
      promptVersion: "3",
    }));
  it("leads nowhere without a value", () =>
    expect(groupOf("model").filter({ providedModelName: null })).toBeNull());
});

it("sorts usage types by tokens", () =>
  expect(
    foldTokens(
      [
        { model: "a", usageType: "output", sum_usageByType: 5 },
        { model: "a", usageType: "input", sum_usageByType: 50 },
        { model: "a", usageType: null, sum_usageByType: 0 },
      ],
      labelOf,
    ).get("a"),
  ).toEqual([
    { type: "input", tokens: 50 },
    { type: "output", tokens: 5 },
  ]));
