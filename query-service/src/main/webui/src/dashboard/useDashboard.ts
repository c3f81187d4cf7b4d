import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { anyOf, type Condition } from "../api/filter";
import { keys } from "../api/keys";
import { COST, COUNT, fetchMetrics, LATENCY_P95, type MetricsQuery, TOKENS, text } from "../api/metrics";
import { previous, resolve, type TimeRange } from "../url/timeRange";
import { useProjectId, useTimeRange } from "../url/useUrl";
import type { GroupBy } from "./groups";

/** Bands of the chart; the rest is "other". */
export const TOP = 8;
const GROUP_ROWS = 50;

/** One question to the metrics API about the page's time range, or about the one before it. */
function useMetrics(
  name: string,
  query: MetricsQuery,
  options: { before?: boolean; enabled?: boolean } = {},
) {
  const project = useProjectId();
  const range: TimeRange = useTimeRange();
  return useQuery({
    queryKey: keys.metrics(project, name, range, [query, options.before ?? false]),
    queryFn: ({ signal }) => {
      const interval = resolve(range, new Date());
      return fetchMetrics(project, query, options.before ? previous(interval) : interval, signal);
    },
    enabled: options.enabled ?? true,
    placeholderData: keepPreviousData,
  });
}

export function useTotals(filters: Condition[], before: boolean) {
  return useMetrics("totals", { metrics: [COST, COUNT, TOKENS, LATENCY_P95], filters }, { before });
}

export function useLevels(filters: Condition[], before: boolean) {
  return useMetrics("levels", { dimensions: ["level"], metrics: [COUNT], filters }, { before });
}

export function useGroups(group: GroupBy, filters: Condition[]) {
  const metrics = [COST, COUNT, TOKENS, LATENCY_P95];
  return useMetrics("groups", { dimensions: group.dimensions, metrics, filters, rowLimit: GROUP_ROWS });
}

export function useCostOverTime(filters: Condition[]) {
  return useMetrics("costOverTime", { metrics: [COST], filters, overTime: true });
}

/** The costliest groups over time; asked for by name, so that the row limit cannot cut a bucket. */
export function useGroupsOverTime(
  group: GroupBy,
  filters: Condition[],
  groups: ReturnType<typeof useGroups>,
) {
  const dimension = group.dimensions[0] ?? "";
  const rows = groups.data?.data.slice(0, TOP) ?? [];
  const names = [...new Set(rows.map((row) => text(row, dimension)).filter((name) => name !== null))];
  const query = {
    dimensions: group.dimensions,
    metrics: [COST],
    filters: [...filters.filter((one) => one.column !== dimension), anyOf(dimension, names)],
    overTime: true,
  };
  return useMetrics("groupsOverTime", query, { enabled: names.length > 0 && !groups.isPlaceholderData });
}

export function useBands(group: GroupBy, filters: Condition[]) {
  const query = { dimensions: [...group.dimensions, "priceState"], metrics: [COUNT, COST], filters };
  return useMetrics("bands", query);
}

export function useTokensByType(group: GroupBy, filters: Condition[]) {
  const metrics = [{ measure: "usageByType", aggregation: "sum" as const }];
  return useMetrics("tokensByType", { dimensions: [...group.dimensions, "usageType"], metrics, filters });
}
