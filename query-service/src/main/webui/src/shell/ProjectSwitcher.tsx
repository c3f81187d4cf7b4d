import { useNavigate } from "@tanstack/react-router";
import { ChevronsUpDown } from "lucide-react";
import type { Project } from "../api/types";
import { Menu, MenuGroup, MenuItem } from "../ui/Menu";
import { useLogin, useProject } from "./useLogin";

/** The reader's projects, grouped by organisation. */
export function ProjectSwitcher() {
  const login = useLogin();
  const current = useProject();
  const navigate = useNavigate();
  const go = (project: Project) =>
    void navigate({ to: "/p/$project/dashboard", params: { project: project.id }, search: {} });
  const organizations = byOrganization(login.data?.projects ?? []);
  const trigger = (
    <button
      type="button"
      aria-label={`Project: ${current?.name ?? "none"}`}
      className="mt-1 flex h-10 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover"
    >
      <span className="grid size-5 shrink-0 place-items-center rounded bg-accent-soft text-xs font-semibold text-accent">
        {(current?.name ?? "?").slice(0, 1).toUpperCase()}
      </span>
      <span className="hidden min-w-0 flex-1 flex-col lg:flex">
        <span className="truncate text-sm font-medium">{current?.name ?? "Project"}</span>
        <span className="truncate text-xs text-ink-3">{current?.organization.name}</span>
      </span>
      <ChevronsUpDown size={13} aria-hidden="true" className="hidden text-ink-3 lg:block" />
    </button>
  );
  return (
    <Menu trigger={trigger}>
      {[...organizations].map(([organization, projects]) => (
        <MenuGroup key={organization} label={organization}>
          {projects.map((project) => (
            <MenuItem key={project.id} checked={project.id === current?.id} onSelect={() => go(project)}>
              {project.name}
            </MenuItem>
          ))}
        </MenuGroup>
      ))}
    </Menu>
  );
}

function byOrganization(projects: Project[]): Map<string, Project[]> {
  const groups = new Map<string, Project[]>();
  for (const project of projects) {
    const { name } = project.organization;
    groups.set(name, [...(groups.get(name) ?? []), project]);
  }
  return groups;
}
