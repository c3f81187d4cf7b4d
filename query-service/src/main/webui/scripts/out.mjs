import { readFileSync } from "node:fs";

/** Where the build goes: into query-service's class path, from which it is served. */
export const OUT = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).config.out;

/** What a build writes last. */
export const BUILT = `${OUT}/.vite/built`;
