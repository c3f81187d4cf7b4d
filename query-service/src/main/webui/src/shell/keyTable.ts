/** Every key of the application: the bindings, the help sheet and the hints in menus are made from this table. */
export const KEY_TABLE = [
  { command: "palette", keys: "$mod+k", label: "Command palette", scope: "Everywhere" },
  { command: "help", keys: "?", label: "Keyboard shortcuts", scope: "Everywhere" },
  { command: "goDashboard", keys: "g d", label: "Go to cost dashboard", scope: "Everywhere" },
  { command: "goTraces", keys: "g t", label: "Go to traces", scope: "Everywhere" },
  { command: "goSessions", keys: "g s", label: "Go to sessions", scope: "Everywhere" },
  { command: "time", keys: "t", label: "Change the time range", scope: "Everywhere" },
  { command: "theme", keys: "d", label: "Switch light and dark", scope: "Everywhere" },
  { command: "search", keys: "/", label: "Focus the search field", scope: "Lists" },
  { command: "next", keys: "j", label: "Next row", scope: "Lists" },
  { command: "previous", keys: "k", label: "Previous row", scope: "Lists" },
  { command: "open", keys: "Enter", label: "Open the selected row", scope: "Lists" },
  { command: "close", keys: "Escape", label: "Close the side panel", scope: "Lists" },
  { command: "copyId", keys: "c", label: "Copy the trace's id", scope: "Trace" },
] as const;

export type Command = (typeof KEY_TABLE)[number]["command"];

const SYMBOLS: Record<string, string> = { $mod: "Ctrl", Escape: "Esc", k: "K" };

/** The keys of a command as a reader sees them: `Ctrl K`, `G T`. */
export function keyHint(command: Command): string {
  const entry = KEY_TABLE.find((key) => key.command === command);
  const pieces = (entry?.keys ?? "").split(/[+ ]/);
  return pieces
    .map((piece) => SYMBOLS[piece] ?? (piece.length === 1 ? piece.toUpperCase() : piece))
    .join(" ");
}
