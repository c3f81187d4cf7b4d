import { describe, expect, it } from "vitest";
import { carried, isFiltered, parseSearch, stringifySearch, validateSearch } from "./search";

describe("the URL", () => {
  const search = {
    from: "now-24h",
    env: ["prod", "dev & test"],
    name: "a=b?ü",
    filter: '[{"column":"latency","type":"number","operator":">","value":2}]',
    live: "1" as const,
  };

  it("comes back as it went", () =>
    expect(validateSearch(parseSearch(stringifySearch(search).slice(1)))).toEqual(search));

  it("repeats the key of a list", () => expect(stringifySearch({ env: ["a", "b"] })).toBe("?env=a&env=b"));

  it("is empty without values", () => expect(stringifySearch({ name: undefined, user: "" })).toBe(""));

  it("takes one value of a list for a list", () =>
    expect(validateSearch({ tag: "x" })).toEqual({ tag: ["x"] }));

  it("drops what it does not know", () =>
    expect(validateSearch({ evil: "x", from: ["a", "b"], tz: "mars", live: "yes", level: [""] })).toEqual(
      {},
    ));
});

it("carries the time and the environment to other pages, and no filter", () =>
  expect(carried({ from: "now-1h", tz: "utc", env: ["prod"], name: "x", peek: "t" })).toEqual({
    from: "now-1h",
    tz: "utc",
    env: ["prod"],
  }));

it("knows a filtered list", () => {
  expect(isFiltered({ from: "now-1h", peek: "t" })).toBe(false);
  expect(isFiltered({ user: "ada" })).toBe(true);
});
