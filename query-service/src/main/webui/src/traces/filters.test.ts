import { describe, expect, it } from "vitest";
import { chipsOf } from "../shell/FilterChips";
import { patchOf } from "./AddFilter";

const USER = { column: "userId", label: "User", type: "string" } as const;
const LATENCY = { column: "latency", label: "Latency (s)", type: "number" } as const;
const METADATA = { column: "metadata", label: "Metadata", type: "stringObject" } as const;

describe("patchOf", () => {
  it("writes an equality readably", () => expect(patchOf({}, USER, "=", "ada", "")).toEqual({ user: "ada" }));
  it("sends numbers as numbers", () =>
    expect(patchOf({}, LATENCY, ">", "2.5", "")).toEqual({
      filter: '[{"column":"latency","type":"number","operator":">","value":2.5}]',
    }));
  it("adds to the conditions that are there", () => {
    const { filter } = patchOf({}, LATENCY, ">", "1", "");
    expect(JSON.parse(patchOf({ filter }, METADATA, "contains", "acme", "tenant").filter ?? "")).toHaveLength(
      2,
    );
  });
});

describe("chipsOf", () => {
  it("takes off one condition and leaves the other", () => {
    const { filter } = patchOf({}, LATENCY, ">", "1", "");
    const both = patchOf({ filter }, USER, "contains", "a", "").filter;
    const [first] = chipsOf({ filter: both });
    expect(first?.label).toBe("Latency (s) > 1");
    expect(JSON.parse(first?.remove.filter ?? "")).toMatchObject([{ column: "userId" }]);
  });
  it("takes off the last tag with its parameter", () =>
    expect(chipsOf({ tag: ["x"] })).toEqual([{ id: "tag-x", label: "Tag: x", remove: { tag: undefined } }]));
});
