import { describe, expect, it } from "vitest";
import type { PricingTier } from "../api/types";
import { toPico } from "../format/money";
import { observation } from "../test/observation";
import { costOfObservation, priceState, receiptOf } from "./receipt";

const TIER: PricingTier = {
  id: "t",
  name: "Standard",
  isDefault: true,
  prices: { input: 0.0000025, output: 0.00001 },
};

describe("receiptOf", () => {
  const priced = observation({
    id: "g",
    usageDetails: { input: 1833, output: 882, total: 2715 },
    costDetails: { input: 0.0045825, output: 0.00882, total: 0.0134025 },
    usagePricingTierId: "t",
  });

  it("is usage times price, bucket by bucket, without the total as a bucket", () => {
    const receipt = receiptOf(priced, TIER);
    expect(
      receipt.lines.map(({ bucket, units, amount, differs }) => ({ bucket, units, amount, differs })),
    ).toEqual([
      { bucket: "input", units: 1833, amount: toPico("0.0045825"), differs: false },
      { bucket: "output", units: 882, amount: toPico("0.00882"), differs: false },
    ]);
    expect(receipt.total).toBe(toPico("0.0134025"));
    expect(receipt.state).toBe("PRICED");
  });

  it("marks a line that today's price does not explain", () => {
    const dearer = { ...TIER, prices: { ...TIER.prices, output: 0.00002 } };
    expect(receiptOf(priced, dearer).lines.map((line) => line.differs)).toEqual([false, true]);
  });

  it("keeps total when it is the only bucket", () =>
    expect(receiptOf(observation({ id: "g", costDetails: { total: 1.5 } }), undefined).lines).toEqual([
      { bucket: "total", units: null, unitPrice: null, amount: toPico("1.5"), differs: false },
    ]));

  it("has units and no amount when there is no price", () => {
    const receipt = receiptOf(observation({ id: "g", usageDetails: { input: 5, total: 5 } }), undefined);
    expect(receipt).toMatchObject({ state: "UNPRICED", total: null });
    expect(receipt.lines[0]).toMatchObject({ bucket: "input", units: 5, amount: null });
  });
});

describe("priceState", () => {
  it.each([
    [{ priceState: "ESTIMATED" as const }, "ESTIMATED"],
    [{ costDetails: { total: 1 }, usagePricingTierId: "t" }, "PRICED"],
    [{ costDetails: { total: 1 } }, "STATED"],
    [{ usageDetails: { input: 1 } }, "UNPRICED"],
    [{}, "NO_USAGE"],
  ])("of %j is %s", (over, state) => expect(priceState(observation({ id: "o", ...over }))).toBe(state));
});

it("sums the parts when no total was stated", () =>
  expect(costOfObservation(observation({ id: "o", costDetails: { input: 0.1, output: 0.2 } }))).toBe(
    toPico("0.3"),
  ));
