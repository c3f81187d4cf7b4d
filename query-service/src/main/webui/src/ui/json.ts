import { ExactNumber } from "../api/exact";

/** One visible line of a JSON tree. */
export interface JsonLine {
  /** JSONPath-like: `$.messages[0].content`; unique in a document. */
  path: string;
  depth: number;
  key: string | null;
  text: string;
  kind: "string" | "number" | "boolean" | "null" | "open" | "close";
  /** Members of an object or array that starts here. */
  size?: number;
  collapsed?: boolean;
}

/** How deep a document is open before anybody has touched it. */
const OPEN_DEPTH = 3;

/** The lines that show; `toggled` holds the paths whose state differs from the depth's default. */
export function jsonLines(value: unknown, toggled: ReadonlySet<string>): JsonLine[] {
  const lines: JsonLine[] = [];
  append(lines, value, "$", null, 0, toggled);
  return lines;
}

export function isLeaf(value: unknown): boolean {
  return typeof value !== "object" || value === null || value instanceof ExactNumber;
}

/** Indented text with exact numbers as they were sent. */
export function jsonText(value: unknown, indent = 2): string {
  return write(value, "", " ".repeat(indent));
}

function append(
  lines: JsonLine[],
  value: unknown,
  path: string,
  key: string | null,
  depth: number,
  toggled: ReadonlySet<string>,
) {
  if (isLeaf(value)) {
    lines.push({ path, depth, key, ...leaf(value) });
    return;
  }
  const array = Array.isArray(value);
  const entries = Object.entries(value as object);
  const collapsed = entries.length > 0 && depth >= OPEN_DEPTH !== toggled.has(path);
  const [open, close] = array ? ["[", "]"] : ["{", "}"];
  if (collapsed || entries.length === 0) {
    const text = entries.length === 0 ? open + close : `${open}…${close}`;
    lines.push({ path, depth, key, text, kind: "open", size: entries.length, collapsed });
    return;
  }
  lines.push({ path, depth, key, text: open, kind: "open", size: entries.length, collapsed: false });
  for (const [name, child] of entries) {
    append(
      lines,
      child,
      array ? `${path}[${name}]` : `${path}.${name}`,
      array ? null : name,
      depth + 1,
      toggled,
    );
  }
  lines.push({ path: `${path}/`, depth, key: null, text: close, kind: "close" });
}

function leaf(value: unknown): Pick<JsonLine, "text" | "kind"> {
  if (typeof value === "string") return { text: JSON.stringify(value), kind: "string" };
  if (typeof value === "boolean") return { text: String(value), kind: "boolean" };
  if (value === null || value === undefined) return { text: "null", kind: "null" };
  return { text: String(value), kind: "number" };
}

function write(value: unknown, margin: string, step: string): string {
  if (isLeaf(value)) return leaf(value).text;
  const inner = margin + step;
  const array = Array.isArray(value);
  const members = Object.entries(value as object).map(
    ([key, child]) => `${inner}${array ? "" : `${JSON.stringify(key)}: `}${write(child, inner, step)}`,
  );
  const [open, close] = array ? ["[", "]"] : ["{", "}"];
  return members.length === 0 ? open + close : `${open}\n${members.join(",\n")}\n${margin}${close}`;
}
