import { useQuery } from "@tanstack/react-query";
import { keys } from "../api/keys";
import { COUNT, fetchMetrics } from "../api/metrics";
import { resolve } from "../url/timeRange";
import { useProjectId, useTimeRange } from "../url/useUrl";

/** Observations by environment: the choices of a filter, and the watermark that every page shows. */
export function useEnvironments() {
  const project = useProjectId();
  const range = useTimeRange();
  return useQuery({
    queryKey: keys.metrics(project, "environments", range),
    queryFn: ({ signal }) =>
      fetchMetrics(
        project,
        { dimensions: ["environment"], metrics: [COUNT] },
        resolve(range, new Date()),
        signal,
      ),
    refetchInterval: 30_000,
  });
}
