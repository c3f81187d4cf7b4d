import { describe, expect, it } from "vitest";
import { fieldText, instantOfField } from "./fieldTime";
import { KEY_TABLE, keyHint } from "./keyTable";
import { type PaletteItem, rank } from "./palette";
import { SNIPPETS } from "./snippets";

describe("time fields", () => {
  const instant = new Date("2026-10-25T01:30:00.000Z");
  it.each(["local", "utc"] as const)("come back as they went (%s)", (zone) =>
    expect(instantOfField(fieldText(instant, zone), zone)).toEqual(instant),
  );
  it("refuse nonsense", () => expect(instantOfField("soon", "utc")).toBeNull());
});

describe("the key table", () => {
  it("gives each key to one command", () => {
    const keys = KEY_TABLE.map((entry) => entry.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });
  it("writes hints as a reader knows them", () => {
    expect(keyHint("palette")).toBe("Ctrl K");
    expect(keyHint("goTraces")).toBe("G T");
    expect(keyHint("close")).toBe("Esc");
  });
});

describe("rank", () => {
  const item = (label: string): PaletteItem => ({ id: label, label, group: "Page", run: () => {} });
  const items = [item("Switch light and dark"), item("Traces"), item("Last 24 hours")];
  it("finds words in any order", () =>
    expect(rank(items, "dark switch").map((one) => one.label)).toEqual(["Switch light and dark"]));
  it("puts a beginning first", () =>
    expect(rank([item("Retrace"), item("Traces")], "trace")[0]?.label).toBe("Traces"));
  it("keeps all without a query", () => expect(rank(items, " ")).toHaveLength(3));
});

it("points every snippet at this server", () => {
  for (const snippet of SNIPPETS)
    expect(snippet.text("https://tally.example")).toContain("https://tally.example");
});
