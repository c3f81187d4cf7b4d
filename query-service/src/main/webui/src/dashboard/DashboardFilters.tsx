import { EnvironmentSelect } from "../shell/EnvironmentSelect";
import { FilterChips } from "../shell/FilterChips";
import { useUrl } from "../url/useUrl";
import { GROUPS, type GroupBy } from "./groups";

export function DashboardFilters({ group }: { group: GroupBy }) {
  const [, set] = useUrl();
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line bg-surface px-4 py-2">
      <fieldset className="flex rounded-md border border-line bg-raised p-0.5">
        <legend className="sr-only">Group by</legend>
        {GROUPS.map((one) => (
          <button
            key={one.id}
            type="button"
            aria-pressed={one.id === group.id}
            onClick={() => set({ group: one.id })}
            className="h-6 rounded px-2.5 text-sm text-ink-2 hover:text-ink aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-ink aria-pressed:shadow-sm"
          >
            {one.label}
          </button>
        ))}
      </fieldset>
      <EnvironmentSelect />
      <FilterChips />
    </div>
  );
}
