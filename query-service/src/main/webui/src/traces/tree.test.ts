import { describe, expect, it } from "vitest";
import { toPico } from "../format/money";
import { observation } from "../test/observation";
import { buildTree, preOrder, type TreeNode } from "./tree";

const at = (second: number) => new Date(Date.UTC(2026, 10, 24, 12, 0, second)).toISOString();
const outline = (rows: TreeNode[]) => rows.map((row) => `${"-".repeat(row.depth)}${row.observation.id}`);

describe("buildTree", () => {
  it("orders siblings by start, whatever the order of arrival", () => {
    const roots = buildTree([
      observation({ id: "late", parentObservationId: "root", startTime: at(5) }),
      observation({ id: "early", parentObservationId: "root", startTime: at(1) }),
      observation({ id: "root", startTime: at(0) }),
    ]);
    expect(outline(preOrder(roots))).toEqual(["root", "-early", "-late"]);
  });

  it("makes a root of a span whose parent is not there", () =>
    expect(outline(preOrder(buildTree([observation({ id: "a", parentObservationId: "missing" })])))).toEqual([
      "a",
    ]));

  it("leaves nobody out of a cycle", () => {
    const roots = buildTree([
      observation({ id: "a", parentObservationId: "b", startTime: at(1) }),
      observation({ id: "b", parentObservationId: "a", startTime: at(2) }),
      observation({ id: "self", parentObservationId: "self", startTime: at(3) }),
    ]);
    expect(outline(preOrder(roots)).sort()).toEqual(["-b", "a", "self"]);
  });

  it("adds up the subtree exactly and keeps unknown apart from zero", () => {
    const [root] = buildTree([
      observation({ id: "root" }),
      observation({ id: "a", parentObservationId: "root", costDetails: { total: 0.1 }, totalTokens: 7 }),
      observation({ id: "b", parentObservationId: "root", costDetails: { total: 0.2 }, level: "ERROR" }),
      observation({ id: "c", parentObservationId: "b", usageDetails: { input: 5 }, level: "WARNING" }),
    ]);
    expect(root?.subtree).toEqual({
      observations: 4,
      cost: toPico("0.3"),
      unpriced: 1,
      tokens: 7,
      errors: 1,
      warnings: 1,
    });
  });

  it("has no cost when nothing has one", () =>
    expect(buildTree([observation({ id: "a" })])[0]?.subtree.cost).toBeNull());

  it("builds a chain of 20,000 spans", () => {
    const chain = Array.from({ length: 20_000 }, (_, index) =>
      observation({ id: `s${index}`, parentObservationId: index === 0 ? null : `s${index - 1}` }),
    );
    const rows = preOrder(buildTree(chain));
    expect(rows.length).toBe(20_000);
    expect(rows[0]?.subtree.observations).toBe(20_000);
  });
});

it("hides what is below a collapsed row", () => {
  const roots = buildTree([
    observation({ id: "root" }),
    observation({ id: "a", parentObservationId: "root", startTime: at(1) }),
    observation({ id: "below", parentObservationId: "a", startTime: at(2) }),
    observation({ id: "z", parentObservationId: "root", startTime: at(3) }),
  ]);
  expect(outline(preOrder(roots, new Set(["a"])))).toEqual(["root", "-a", "-z"]);
});
