import { useQuery } from "@tanstack/react-query";
import { keys } from "../api/keys";
import { fetchModel, fetchObservation, fetchTrace, fetchTracePayload } from "../api/traces";
import { useProjectId } from "../url/useUrl";

export function useTrace(id: string) {
  const project = useProjectId();
  return useQuery({
    queryKey: keys.trace(project, id),
    queryFn: ({ signal }) => fetchTrace(project, id, signal),
    enabled: id !== "",
  });
}

/** Input, output and metadata of the trace itself. */
export function useTracePayload(id: string) {
  const project = useProjectId();
  return useQuery({
    queryKey: keys.tracePayload(project, id),
    queryFn: ({ signal }) => fetchTracePayload(project, id, signal),
  });
}

/** One observation with its payloads. */
export function useObservation(id: string) {
  const project = useProjectId();
  return useQuery({
    queryKey: keys.observation(project, id),
    queryFn: ({ signal }) => fetchObservation(project, id, signal),
  });
}

/** The price entry of an observation; prices come from the server only. */
export function useModel(id: string | null) {
  const project = useProjectId();
  return useQuery({
    queryKey: keys.model(project, id ?? ""),
    queryFn: ({ signal }) => fetchModel(project, id ?? "", signal),
    enabled: id !== null,
    staleTime: 300_000,
  });
}
