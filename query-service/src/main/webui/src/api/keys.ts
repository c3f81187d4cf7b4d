import type { Search } from "../url/search";
import type { TimeRange } from "../url/timeRange";

/** Query keys, in one place: what is invalidated together begins alike. */
export const keys = {
  login: ["login"] as const,
  project: (project: string) => ["project", project] as const,
  hasTraces: (project: string) => ["project", project, "hasTraces"] as const,
  metrics: (project: string, name: string, range: TimeRange, detail: unknown = null) =>
    ["project", project, "metrics", name, range, detail] as const,
  traces: (project: string, range: TimeRange, search: Partial<Search>) =>
    ["project", project, "traces", range, search] as const,
  traceFacts: (project: string, ids: string[]) => ["project", project, "traceFacts", ids] as const,
  tracesSince: (project: string, since: string, search: Partial<Search>) =>
    ["project", project, "tracesSince", since, search] as const,
  trace: (project: string, id: string) => ["project", project, "trace", id] as const,
  tracePayload: (project: string, id: string) => ["project", project, "trace", id, "payload"] as const,
  observation: (project: string, id: string) => ["project", project, "observation", id] as const,
  model: (project: string, id: string) => ["project", project, "model", id] as const,
  sessions: (project: string, range: TimeRange, env: string[] | undefined) =>
    ["project", project, "sessions", range, env] as const,
  sessionTotals: (project: string, ids: string[]) => ["project", project, "sessionTotals", ids] as const,
  session: (project: string, id: string) => ["project", project, "session", id] as const,
};
