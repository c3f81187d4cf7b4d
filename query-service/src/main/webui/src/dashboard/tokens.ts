import { type MetricsRow, number, text } from "../api/metrics";

/** Tokens of one usage type, by the name that the client gave it: `input`, `output_reasoning`. */
export interface TypeTokens {
  type: string;
  tokens: number;
}

/** Rows with the dimension `usageType`, by group, most tokens first. */
export function foldTokens(
  rows: MetricsRow[],
  labelOf: (row: MetricsRow) => string,
): Map<string, TypeTokens[]> {
  const groups = new Map<string, TypeTokens[]>();
  for (const row of rows) {
    const type = text(row, "usageType");
    if (type === null) continue;
    const list = groups.get(labelOf(row)) ?? [];
    list.push({ type, tokens: number(row, "sum_usageByType") });
    groups.set(labelOf(row), list);
  }
  for (const list of groups.values()) list.sort((a, b) => b.tokens - a.tokens);
  return groups;
}
