// The part of `mvn package`: installs when the lock file is newer than what is installed, and builds when a source is
// newer than what is built. Neither needs a network when there is nothing to do.
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { BUILT } from "./out.mjs";

const age = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const newest = (path) =>
  Math.max(
    age(path),
    ...readdirSync(path, { withFileTypes: true }).map((entry) => of(join(path, entry.name), entry)),
  );
const of = (path, entry) => (entry.isDirectory() ? newest(path) : age(path));
const npm = (...words) => execFileSync("npm", words, { stdio: "inherit" });

// npm writes this file last.
if (age("package-lock.json") > age("node_modules/.package-lock.json")) npm("ci");
const sources = ["src", "public", "scripts"].map(newest);
const settings = ["index.html", "package.json", "package-lock.json", "vite.config.ts"].map(age);
if (Math.max(...sources, ...settings) > age(BUILT)) npm("run", "build");
