/** Every search parameter of every page, named once. The URL is the state: what a reader can share stands here. */
export interface Search {
  /** Start of the time range, symbolic (`now-24h`) or ISO. */
  from?: string;
  to?: string;
  /** `utc`; absent = the browser's zone. */
  tz?: "utc";
  /** Dimension of the cost dashboard. */
  group?: string;
  name?: string;
  user?: string;
  session?: string;
  tag?: string[];
  env?: string[];
  level?: string[];
  model?: string;
  prompt?: string;
  promptVersion?: string;
  /** Further column filters: the API's filter JSON. */
  filter?: string;
  /** `field.asc|desc`, as the API's orderBy. */
  sort?: string;
  /** Trace in the side panel. */
  peek?: string;
  /** Selected observation. */
  span?: string;
  /** Tab of the detail panel. */
  tab?: string;
  /** `1`: the list watches for new rows. */
  live?: "1";
  /** Where to go after login. */
  next?: string;
}

const TEXTS = [
  "from",
  "to",
  "group",
  "name",
  "user",
  "session",
  "model",
  "prompt",
  "promptVersion",
  "filter",
  "sort",
  "peek",
  "span",
  "tab",
  "next",
] as const satisfies ReadonlyArray<keyof Search>;
const LISTS = ["tag", "env", "level"] as const satisfies ReadonlyArray<keyof Search>;

/** Parameters that describe the reader's window on the data and go along to every other page. */
const CARRIED = ["from", "to", "tz", "env"] as const satisfies ReadonlyArray<keyof Search>;

/** The parameters that narrow a list of traces. */
export const FILTER_PARAMS = [
  "name",
  "user",
  "session",
  "tag",
  "env",
  "level",
  "model",
  "prompt",
  "promptVersion",
  "filter",
] as const satisfies ReadonlyArray<keyof Search>;

/** Drops what is unknown, empty or of the wrong shape; never throws, since anybody can write a URL. */
export function validateSearch(raw: Record<string, unknown>): Search {
  const search: Search = {};
  for (const key of TEXTS) {
    const value = raw[key];
    if (typeof value === "string" && value !== "") search[key] = value;
  }
  for (const key of LISTS) {
    const list = [raw[key]].flat().filter((v): v is string => typeof v === "string" && v !== "");
    if (list.length > 0) search[key] = list;
  }
  if (raw.tz === "utc") search.tz = "utc";
  if (raw.live === "1") search.live = "1";
  return search;
}

/** Plain text parameters, lists as repeated keys: `env=prod&env=dev`. */
export function parseSearch(text: string): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  const params = new URLSearchParams(text);
  for (const key of new Set(params.keys())) {
    const values = params.getAll(key);
    raw[key] = values.length > 1 ? values : values[0];
  }
  return raw;
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    for (const one of [value].flat())
      if (one !== undefined && one !== null && one !== "") params.append(key, String(one));
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

export function carried(search: Search): Search {
  return Object.fromEntries(CARRIED.filter((k) => search[k] !== undefined).map((k) => [k, search[k]]));
}

export function isFiltered(search: Search): boolean {
  return FILTER_PARAMS.some((key) => search[key] !== undefined);
}
