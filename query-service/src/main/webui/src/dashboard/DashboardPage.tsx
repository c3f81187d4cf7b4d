import { useIsFetching } from "@tanstack/react-query";
import { keys } from "../api/keys";
import { NothingHere } from "../shell/NothingHere";
import { PageHeader } from "../shell/PageHeader";
import { ErrorBoundary } from "../ui/ErrorBoundary";
import { Problem } from "../ui/Problem";
import { useProjectId, useUrl } from "../url/useUrl";
import { CostOverTime } from "./CostOverTime";
import { observationFilters } from "./conditions";
import { DashboardFilters } from "./DashboardFilters";
import { GroupTable } from "./GroupTable";
import { groupOf } from "./groups";
import { PriceBands } from "./PriceBands";
import { Tiles } from "./Tiles";
import { useGroups } from "./useDashboard";

/** What the project costs, by what, and how much of it is known. */
export function DashboardPage() {
  const [search] = useUrl();
  const project = useProjectId();
  const filters = observationFilters(search);
  const group = groupOf(search.group);
  const groups = useGroups(group, filters);
  const busy = useIsFetching({ queryKey: keys.project(project) }) > 0;
  const empty = groups.data?.data.length === 0;
  return (
    <>
      <PageHeader title="Cost" />
      <DashboardFilters group={group} />
      <div className="min-h-0 flex-1 overflow-auto p-4" aria-busy={busy}>
        {groups.isError && <Problem error={groups.error} onRetry={() => void groups.refetch()} />}
        {empty && <NothingHere what="observations" onData={() => void groups.refetch()} />}
        {!groups.isError && !empty && (
          <div className="mx-auto flex max-w-[1500px] flex-col gap-3">
            <Tiles group={group} filters={filters} />
            <div className="grid gap-3 xl:grid-cols-[minmax(0,1fr)_320px]">
              <ErrorBoundary>
                <CostOverTime group={group} filters={filters} />
              </ErrorBoundary>
              <PriceBands group={group} filters={filters} />
            </div>
            <GroupTable group={group} filters={filters} />
          </div>
        )}
      </div>
    </>
  );
}
