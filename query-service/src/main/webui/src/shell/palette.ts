export interface PaletteItem {
  id: string;
  label: string;
  group: string;
  hint?: string;
  run: () => void;
}

/** Items whose label holds all words, best first: a match at the start of a word beats one inside. */
export function rank(items: readonly PaletteItem[], query: string): PaletteItem[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return items
    .map((item) => ({ item, score: scoreOf(`${item.label} ${item.group}`.toLowerCase(), words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

function scoreOf(text: string, words: string[]): number {
  let score = 1;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    score += at === 0 ? 3 : text[at - 1] === " " ? 2 : 1;
  }
  return score;
}
