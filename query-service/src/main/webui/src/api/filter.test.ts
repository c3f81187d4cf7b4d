import { describe, expect, it } from "vitest";
import { conditionLabel, conditionsOf, traceConditions } from "./filter";
import { foldFacts } from "./traces";

describe("traceConditions", () => {
  it("puts every filter of the URL into one list", () =>
    expect(
      traceConditions({
        user: "ada",
        env: ["prod", "dev"],
        tag: ["chat"],
        filter: '[{"column":"latency","type":"number","operator":">","value":2}]',
      }),
    ).toEqual([
      { column: "userId", type: "stringOptions", operator: "any of", value: ["ada"] },
      { column: "environment", type: "stringOptions", operator: "any of", value: ["prod", "dev"] },
      { column: "tags", type: "arrayOptions", operator: "all of", value: ["chat"] },
      { column: "latency", type: "number", operator: ">", value: 2 },
    ]));

  it("is empty without filters", () => expect(traceConditions({ from: "now-1h" })).toEqual([]));
});

it.each(["", "{", "{}", '[1, null, {"column": 3}]'])("reads no condition from %s", (text) =>
  expect(conditionsOf(text)).toEqual([]),
);

it("names a condition", () =>
  expect(
    conditionLabel({ column: "metadata", key: "tenant", type: "stringObject", operator: "=", value: "acme" }),
  ).toBe("Metadata.tenant = acme"));

it("folds tokens, levels and missing prices by trace", () =>
  expect(
    foldFacts([
      { traceId: "a", level: "DEFAULT", count_count: 4, sum_totalTokens: 100 },
      { traceId: "a", level: "ERROR", priceState: "UNPRICED", count_count: 2, sum_totalTokens: 11 },
      { traceId: "b", level: "WARNING", count_count: "1", sum_totalTokens: "5" },
    ]),
  ).toEqual(
    new Map([
      ["a", { tokens: 111, errors: 2, warnings: 0, unpriced: 2 }],
      ["b", { tokens: 5, errors: 0, warnings: 1, unpriced: 0 }],
    ]),
  ));
