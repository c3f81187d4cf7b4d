import { expect, it } from "vitest";
import { safePath } from "./safePath";

it("goes on where the reader wanted to go", () =>
  expect(safePath("/p/x/traces?from=now-1h")).toBe("/p/x/traces?from=now-1h"));

it.each([undefined, "", "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
  "never leaves the site: %s",
  (next) => expect(safePath(next)).toBe("/"),
);
