import { X } from "lucide-react";
import { conditionLabel, conditionsOf, filterText } from "../api/filter";
import type { Search } from "../url/search";
import { useUrl } from "../url/useUrl";

const LABELS = {
  name: "Name",
  user: "User",
  session: "Session",
  model: "Model",
  prompt: "Prompt",
  promptVersion: "Prompt version",
} as const satisfies Partial<Record<keyof Search, string>>;

interface Chip {
  id: string;
  label: string;
  remove: Partial<Search>;
}

/** The filters in force, each with a way to take it off. */
export function FilterChips() {
  const [search, set] = useUrl();
  const chips = chipsOf(search);
  return chips.map((chip) => (
    <span
      key={chip.id}
      className="inline-flex h-6 items-center gap-1 rounded-md bg-accent-soft pl-2 text-sm text-accent"
    >
      {chip.label}
      <button
        type="button"
        aria-label={`Remove filter ${chip.label}`}
        onClick={() => set(chip.remove)}
        className="grid size-6 place-items-center rounded-md hover:bg-hover"
      >
        <X size={12} />
      </button>
    </span>
  ));
}

export function chipsOf(search: Search): Chip[] {
  const chips: Chip[] = [];
  for (const [key, label] of Object.entries(LABELS) as [keyof typeof LABELS, string][]) {
    if (search[key]) chips.push({ id: key, label: `${label}: ${search[key]}`, remove: { [key]: undefined } });
  }
  for (const tag of search.tag ?? []) {
    const rest = search.tag?.filter((one) => one !== tag);
    chips.push({ id: `tag-${tag}`, label: `Tag: ${tag}`, remove: { tag: rest?.length ? rest : undefined } });
  }
  const conditions = conditionsOf(search.filter);
  conditions.forEach((condition, index) => {
    const rest = conditions.filter((_, other) => other !== index);
    chips.push({
      id: `filter-${index}`,
      label: conditionLabel(condition),
      remove: { filter: filterText(rest) },
    });
  });
  return chips;
}
