// First load of each page: entry, page chunk and everything they import statically, gzip. Fails above the budget.
import { readFileSync, statSync } from "node:fs";
import { OUT } from "./out.mjs";

const BUDGET_KB = 200;
const manifest = JSON.parse(readFileSync(`${OUT}/.vite/manifest.json`, "utf8"));

function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const pages = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry && key.endsWith("Page.tsx"));
const kilobytes = (key) => statSync(`${OUT}/${manifest[key].file}.gz`).size / 1000;
let failed = false;
for (const page of pages) {
  const chunks = closure(page, closure(entry));
  const size = [...chunks].reduce((sum, key) => sum + kilobytes(key), 0);
  const over = size > BUDGET_KB;
  failed ||= over;
  console.log(`${over ? "OVER" : "ok  "} ${size.toFixed(1).padStart(6)} kB of ${BUDGET_KB}  ${page}`);
}
process.exit(failed ? 1 : 0);
