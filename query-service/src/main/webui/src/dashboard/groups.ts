import { type MetricsRow, text } from "../api/metrics";
import type { Search } from "../url/search";

/** A way to divide the cost: its dimensions, and the filter of the trace list that a group stands for. */
export interface GroupBy {
  id: string;
  label: string;
  dimensions: string[];
  /** Text for a group whose dimension is absent. */
  absent: string;
  filter: (row: MetricsRow) => Partial<Search> | null;
}

export const GROUPS: readonly GroupBy[] = [
  {
    id: "model",
    label: "Model",
    dimensions: ["providedModelName"],
    absent: "no model",
    filter: (row) => only("model", text(row, "providedModelName")),
  },
  {
    id: "environment",
    label: "Environment",
    dimensions: ["environment"],
    absent: "no environment",
    filter: (row) => {
      const environment = text(row, "environment");
      return environment === null ? null : { env: [environment] };
    },
  },
  {
    id: "trace",
    label: "Trace name",
    dimensions: ["traceName"],
    absent: "no trace name",
    filter: (row) => only("name", text(row, "traceName")),
  },
  {
    id: "user",
    label: "User",
    dimensions: ["userId"],
    absent: "no user",
    filter: (row) => only("user", text(row, "userId")),
  },
  {
    id: "prompt",
    label: "Prompt version",
    dimensions: ["promptName", "promptVersion"],
    absent: "no prompt",
    filter: (row) => {
      const prompt = text(row, "promptName");
      return prompt === null ? null : { prompt, promptVersion: text(row, "promptVersion") ?? undefined };
    },
  },
];

export function groupOf(id: string | undefined): GroupBy {
  return GROUPS.find((group) => group.id === id) ?? (GROUPS[0] as GroupBy);
}

/** `gpt-4o`, `support-answer v3`. */
export function groupLabel(group: GroupBy, row: MetricsRow): string {
  const [name, version] = group.dimensions.map((dimension) => text(row, dimension));
  if (name === null || name === undefined) return group.absent;
  return version ? `${name} v${version}` : name;
}

function only(key: "model" | "name" | "user", value: string | null): Partial<Search> | null {
  return value === null ? null : { [key]: value };
}
