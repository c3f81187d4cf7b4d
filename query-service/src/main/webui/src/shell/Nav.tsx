import { Link } from "@tanstack/react-router";
import {
  ChartColumnStacked,
  ListTree,
  type LucideIcon,
  MessagesSquare,
  Search as SearchIcon,
} from "lucide-react";
import { carried } from "../url/search";
import { useProjectId, useUrl } from "../url/useUrl";
import { keyHint } from "./keyTable";
import { Mark } from "./Mark";
import { ProjectSwitcher } from "./ProjectSwitcher";
import { UserMenu } from "./UserMenu";
import { run } from "./useCommand";

/** The pages, in the order of the navigation, the palette and the `g` keys. */
export const PAGES = [
  { to: "/p/$project/dashboard", label: "Cost", icon: ChartColumnStacked, command: "goDashboard" },
  { to: "/p/$project/traces", label: "Traces", icon: ListTree, command: "goTraces" },
  { to: "/p/$project/sessions", label: "Sessions", icon: MessagesSquare, command: "goSessions" },
] as const;

export function Nav() {
  return (
    <nav
      aria-label="Main"
      className="flex w-[52px] shrink-0 flex-col border-r border-line bg-canvas p-2 lg:w-[208px]"
    >
      <div className="flex h-8 items-center gap-2 px-2 font-semibold tracking-tight">
        <Mark />
        <span className="hidden lg:inline">Tallystream</span>
      </div>
      <ProjectSwitcher />
      <button
        type="button"
        onClick={() => run("palette")}
        aria-label="Command palette"
        className="mt-2 flex h-7 items-center gap-2 rounded-md border border-line bg-surface px-2 text-sm text-ink-2 hover:border-line-strong"
      >
        <SearchIcon size={14} aria-hidden="true" />
        <span className="hidden lg:inline">Go to…</span>
        <kbd className="ml-auto hidden font-sans text-xs text-ink-3 lg:inline">{keyHint("palette")}</kbd>
      </button>
      <ul className="mt-3 flex flex-col gap-0.5">
        {PAGES.map((page) => (
          <NavLink key={page.to} {...page} />
        ))}
      </ul>
      <div className="mt-auto">
        <UserMenu />
      </div>
    </nav>
  );
}

function NavLink({
  to,
  label,
  icon: Icon,
}: {
  to: (typeof PAGES)[number]["to"];
  label: string;
  icon: LucideIcon;
}) {
  const project = useProjectId();
  const [search] = useUrl();
  return (
    <li>
      <Link
        to={to}
        params={{ project }}
        search={carried(search)}
        aria-label={label}
        className="flex h-7 items-center gap-2.5 rounded-md px-2 text-ink-2 hover:bg-hover hover:text-ink data-[status=active]:bg-hover data-[status=active]:font-medium data-[status=active]:text-ink"
        activeProps={{ "aria-current": "page" }}
        activeOptions={{ includeSearch: false }}
      >
        <Icon size={15} aria-hidden="true" />
        <span className="hidden lg:inline">{label}</span>
      </Link>
    </li>
  );
}
