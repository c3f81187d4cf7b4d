import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";

/** Also read by public/theme.js, before the first paint. */
const STORAGE_KEY = "tally.theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

export function storedTheme(): Theme {
  const stored = localStorage.getItem(STORAGE_KEY);
  return stored === "light" || stored === "dark" ? stored : "system";
}

export function setTheme(theme: Theme) {
  if (theme === "system") localStorage.removeItem(STORAGE_KEY);
  else localStorage.setItem(STORAGE_KEY, theme);
  apply();
}

export function isDark(): boolean {
  return document.documentElement.classList.contains("dark");
}

/** Re-renders when light turns to dark; charts draw their own colours. */
export function useDark(): boolean {
  return useSyncExternalStore(subscribe, isDark);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function apply() {
  const theme = storedTheme();
  document.documentElement.classList.toggle(
    "dark",
    theme === "dark" || (theme === "system" && system.matches),
  );
  for (const listener of listeners) listener();
}

system.addEventListener("change", apply);
