import { useNavigate } from "@tanstack/react-router";
import { carried } from "../url/search";
import { PRESETS } from "../url/timeRange";
import { useProjectId, useUrl } from "../url/useUrl";
import { keyHint } from "./keyTable";
import { PAGES } from "./Nav";
import type { PaletteItem } from "./palette";
import { run, useCommand } from "./useCommand";
import { useLogin } from "./useLogin";

export function usePaletteItems(query: string): PaletteItem[] {
  const [search, set] = useUrl();
  const project = useProjectId();
  const navigate = useNavigate();
  const projects = useLogin().data?.projects ?? [];
  const id = query.trim();
  const open = (): PaletteItem => ({
    id: "open",
    label: `Open trace ${id}`,
    group: "Trace",
    run: () =>
      void navigate({
        to: "/p/$project/traces/$traceId",
        params: { project, traceId: id },
        search: carried(search),
      }),
  });
  return [
    ...(id.length >= 8 ? [open()] : []),
    ...PAGES.map((page) => ({
      id: page.command,
      label: page.label,
      group: "Page",
      hint: keyHint(page.command),
      run: () => run(page.command),
    })),
    ...projects.map((one) => ({
      id: `project-${one.id}`,
      label: one.name,
      group: "Project",
      run: () => void navigate({ to: "/p/$project/dashboard", params: { project: one.id }, search: {} }),
    })),
    ...PRESETS.map((preset) => ({
      id: preset.from,
      label: preset.label,
      group: "Time",
      run: () => set({ from: preset.from, to: undefined }),
    })),
    {
      id: "theme",
      label: "Switch light and dark",
      group: "View",
      hint: keyHint("theme"),
      run: () => run("theme"),
    },
    { id: "help", label: "Keyboard shortcuts", group: "View", hint: keyHint("help"), run: () => run("help") },
  ];
}

/** The `g` keys; mounted with the navigation. */
export function usePageCommands() {
  const [search] = useUrl();
  const project = useProjectId();
  const navigate = useNavigate();
  const go = (to: (typeof PAGES)[number]["to"]) => () =>
    void navigate({ to, params: { project }, search: carried(search) });
  useCommand("goDashboard", go("/p/$project/dashboard"));
  useCommand("goTraces", go("/p/$project/traces"));
  useCommand("goSessions", go("/p/$project/sessions"));
}
