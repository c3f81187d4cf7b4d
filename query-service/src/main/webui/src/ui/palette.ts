/** Categorical colours after Okabe and Ito, safe for the common colour blindnesses; each reads on both themes. */
export const SERIES_COLORS = [
  "#4c6ef5",
  "#e8890c",
  "#12a37f",
  "#c4549c",
  "#3fa7d6",
  "#b8a11c",
  "#d1495b",
  "#7c6bd6",
] as const;

export const OTHER_COLOR = "#8b909c";

export function seriesColor(index: number): string {
  return SERIES_COLORS[index] ?? OTHER_COLOR;
}
