import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CircleUser, LogOut } from "lucide-react";
import { useState } from "react";
import { logout } from "../api/auth";
import { Menu, MenuGroup, MenuItem } from "../ui/Menu";
import { isDark, setTheme, storedTheme, type Theme } from "../ui/theme";
import { keyHint } from "./keyTable";
import { run, useCommand } from "./useCommand";
import { useLogin } from "./useLogin";

const THEMES: ReadonlyArray<{ theme: Theme; label: string }> = [
  { theme: "system", label: "System" },
  { theme: "light", label: "Light" },
  { theme: "dark", label: "Dark" },
];

export function UserMenu() {
  const user = useLogin().data?.user;
  const [theme, remember] = useState(storedTheme);
  const client = useQueryClient();
  const navigate = useNavigate();
  const choose = (next: Theme) => {
    setTheme(next);
    remember(next);
  };
  useCommand("theme", () => choose(isDark() ? "light" : "dark"));
  const leave = async () => {
    await logout();
    client.clear();
    await navigate({ to: "/login", search: {} });
  };
  const trigger = (
    <button
      type="button"
      aria-label={`Account: ${user?.name ?? user?.email ?? ""}`}
      className="flex h-8 w-full items-center gap-2 rounded-md px-2 text-left text-ink-2 hover:bg-hover"
    >
      <CircleUser size={15} aria-hidden="true" className="shrink-0" />
      <span className="hidden truncate text-sm lg:inline">{user?.name ?? user?.email}</span>
    </button>
  );
  return (
    <Menu trigger={trigger} side="top">
      <MenuGroup label={`Theme (${keyHint("theme")})`}>
        {THEMES.map((one) => (
          <MenuItem key={one.theme} checked={theme === one.theme} onSelect={() => choose(one.theme)}>
            {one.label}
          </MenuItem>
        ))}
      </MenuGroup>
      <div className="my-1 h-px bg-line" />
      <MenuItem onSelect={() => run("help")} hint={keyHint("help")}>
        Keyboard shortcuts
      </MenuItem>
      <MenuItem onSelect={() => void leave()}>
        <span className="inline-flex items-center gap-2">
          <LogOut size={13} aria-hidden="true" /> Sign out
        </span>
      </MenuItem>
    </Menu>
  );
}
