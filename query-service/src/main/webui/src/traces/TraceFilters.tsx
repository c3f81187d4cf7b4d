import { useRef } from "react";
import { EnvironmentSelect } from "../shell/EnvironmentSelect";
import { FilterChips } from "../shell/FilterChips";
import { useCommand } from "../shell/useCommand";
import { Input, Select } from "../ui/Field";
import { useUrl } from "../url/useUrl";
import { AddFilter } from "./AddFilter";

const LEVELS = ["ERROR", "WARNING", "DEFAULT", "DEBUG"];

/** Everything that narrows the list; each change is a new URL. */
export function TraceFilters() {
  const [search, set] = useUrl();
  const field = useRef<HTMLInputElement>(null);
  useCommand("search", () => field.current?.focus());
  return (
    <div
      role="search"
      className="flex flex-wrap items-center gap-2 border-b border-line bg-surface px-4 py-2"
    >
      <Input
        key={`name-${search.name ?? ""}`}
        ref={field}
        aria-label="Trace name"
        placeholder="Trace name ( / )"
        defaultValue={search.name}
        onKeyDown={(event) => {
          if (event.key === "Enter") set({ name: event.currentTarget.value.trim() || undefined });
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        className="w-52"
      />
      <Select
        aria-label="Level"
        value={search.level?.[0] ?? ""}
        onChange={(event) => set({ level: event.target.value ? [event.target.value] : undefined })}
      >
        <option value="">Any level</option>
        {LEVELS.map((level) => (
          <option key={level} value={level}>
            {level.toLowerCase()}
          </option>
        ))}
      </Select>
      <EnvironmentSelect />
      <AddFilter />
      <FilterChips />
    </div>
  );
}
