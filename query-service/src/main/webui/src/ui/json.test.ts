import { describe, expect, it } from "vitest";
import { ExactNumber } from "../api/exact";
import { jsonLines, jsonText } from "./json";

const shown = (value: unknown, toggled: string[] = []) =>
  jsonLines(value, new Set(toggled)).map(
    (line) => `${" ".repeat(line.depth)}${line.key ? `${line.key}:` : ""}${line.text}`,
  );

describe("jsonLines", () => {
  it("lays out a document", () =>
    expect(shown({ a: [1, "x"], b: null })).toEqual(["{", " a:[", "  1", '  "x"', " ]", " b:null", "}"]));
  it("folds what was toggled", () => expect(shown({ a: { b: 1 } }, ["$.a"])).toEqual(["{", " a:{…}", "}"]));
  it("opens the deep parts only when asked", () => {
    const deep = { a: { b: { c: { d: 1 } } } };
    expect(shown(deep)).toContain("   c:{…}");
    expect(shown(deep, ["$.a.b.c"])).toContain("    d:1");
  });
  it("shows empty containers whole", () =>
    expect(shown({ a: [], b: {} })).toEqual(["{", " a:[]", " b:{}", "}"]));
  it("gives each line a path of its own", () => {
    const paths = jsonLines({ a: [{ b: 1 }, { b: 2 }] }, new Set()).map((line) => line.path);
    expect(new Set(paths).size).toBe(paths.length);
  });
});

it("copies numbers as they were sent", () =>
  expect(jsonText({ id: new ExactNumber("12345678901234567890"), list: [true, []] })).toBe(
    '{\n  "id": 12345678901234567890,\n  "list": [\n    true,\n    []\n  ]\n}',
  ));
