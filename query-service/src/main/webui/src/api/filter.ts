import type { Search } from "../url/search";

/** One condition of the API's filter JSON; a list of them is ANDed. */
export interface Condition {
  column: string;
  type: "string" | "number" | "stringOptions" | "arrayOptions" | "stringObject" | "null";
  operator: string;
  key?: string;
  value: string | number | string[];
}

/** A column that a reader can put a condition on. */
export interface FilterColumn {
  column: string;
  label: string;
  type: "string" | "number" | "stringObject";
}

export const FILTER_COLUMNS: readonly FilterColumn[] = [
  { column: "id", label: "Trace id", type: "string" },
  { column: "name", label: "Name", type: "string" },
  { column: "userId", label: "User", type: "string" },
  { column: "sessionId", label: "Session", type: "string" },
  { column: "release", label: "Release", type: "string" },
  { column: "version", label: "Version", type: "string" },
  { column: "latency", label: "Latency (s)", type: "number" },
  { column: "totalCost", label: "Cost (USD)", type: "number" },
  { column: "totalTokens", label: "Tokens", type: "number" },
  { column: "inputTokens", label: "Input tokens", type: "number" },
  { column: "outputTokens", label: "Output tokens", type: "number" },
  { column: "errorCount", label: "Errors", type: "number" },
  { column: "warningCount", label: "Warnings", type: "number" },
  { column: "metadata", label: "Metadata", type: "stringObject" },
];

export const OPERATORS: Record<FilterColumn["type"], readonly string[]> = {
  string: ["=", "contains", "does not contain", "starts with", "ends with"],
  number: ["=", ">", ">=", "<", "<="],
  stringObject: ["=", "contains", "does not contain", "starts with", "ends with"],
};

export function anyOf(column: string, value: string[]): Condition {
  return { column, type: "stringOptions", operator: "any of", value };
}

/** The free conditions of a URL; what does not read as a list of conditions is left out. */
export function conditionsOf(filter: string | undefined): Condition[] {
  if (filter === undefined) return [];
  try {
    const list: unknown = JSON.parse(filter);
    return Array.isArray(list) ? list.filter(isCondition) : [];
  } catch {
    return [];
  }
}

export function filterText(conditions: Condition[]): string | undefined {
  return conditions.length === 0 ? undefined : JSON.stringify(conditions);
}

/** All conditions of a trace list in one filter JSON, so that a column never stands in two places. */
export function traceConditions(search: Search): Condition[] {
  const list: Condition[] = [];
  if (search.name) list.push(anyOf("name", [search.name]));
  if (search.user) list.push(anyOf("userId", [search.user]));
  if (search.session) list.push(anyOf("sessionId", [search.session]));
  if (search.env) list.push(anyOf("environment", search.env));
  if (search.level) list.push(anyOf("level", search.level));
  if (search.tag) list.push({ column: "tags", type: "arrayOptions", operator: "all of", value: search.tag });
  return [...list, ...conditionsOf(search.filter)];
}

export function conditionLabel(condition: Condition): string {
  const column = FILTER_COLUMNS.find((c) => c.column === condition.column)?.label ?? condition.column;
  const key = condition.key ? `.${condition.key}` : "";
  return `${column}${key} ${condition.operator} ${[condition.value].flat().join(", ")}`;
}

function isCondition(value: unknown): value is Condition {
  if (typeof value !== "object" || value === null) return false;
  const condition = value as Partial<Condition>;
  return (
    typeof condition.column === "string" &&
    typeof condition.type === "string" &&
    typeof condition.operator === "string" &&
    condition.value !== undefined
  );
}
