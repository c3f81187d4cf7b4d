import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { lazy, Suspense } from "react";
import { keys } from "../api/keys";
import { hasTraces } from "../api/traces";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { FILTER_PARAMS, isFiltered } from "../url/search";
import { useProjectId, useUrl } from "../url/useUrl";

const SetupSnippet = lazy(() =>
  import("./SetupSnippet").then((module) => ({ default: module.SetupSnippet })),
);

const NO_FILTERS = Object.fromEntries(FILTER_PARAMS.map((key) => [key, undefined]));

/** An empty page explains itself: the project has no data yet, or the filters and the time range hide it. */
export function NothingHere({ what, onData }: { what: string; onData: () => void }) {
  const project = useProjectId();
  const [search, set] = useUrl();
  const probe = useQuery({
    queryKey: keys.hasTraces(project),
    queryFn: async ({ signal }) => {
      const any = await hasTraces(project, signal);
      if (any && probe.data === false) onData();
      return any;
    },
    refetchInterval: (query) => (query.state.data === false ? 2000 : false),
  });
  if (probe.isPending) return null;
  if (probe.data === false) {
    return (
      <Suspense fallback={null}>
        <SetupSnippet />
      </Suspense>
    );
  }
  return (
    <EmptyState icon={SearchX} title={`No ${what} match`} role="status">
      <p>Nothing in this time range passes the filters.</p>
      <div className="mt-3 flex gap-2">
        {isFiltered(search) && <Button onClick={() => set(NO_FILTERS)}>Clear filters</Button>}
        <Button onClick={() => set({ from: "now-90d", to: undefined })}>Show the last 90 days</Button>
      </div>
    </EmptyState>
  );
}
