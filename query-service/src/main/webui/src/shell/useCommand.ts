import { useEffect, useRef } from "react";
import { tinykeys } from "tinykeys";
import { type Command, KEY_TABLE } from "./keyTable";

type Handler = () => void;

/** The newest handler of a command answers: a panel above a page takes its keys. */
const handlers = new Map<Command, Handler[]>();

export function run(command: Command) {
  handlers.get(command)?.at(-1)?.();
}

/** Answers a command while the component is there. */
export function useCommand(command: Command, handler: Handler, enabled = true) {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (!enabled) return;
    const entry = () => latest.current();
    handlers.set(command, [...(handlers.get(command) ?? []), entry]);
    return () => {
      handlers.set(
        command,
        (handlers.get(command) ?? []).filter((one) => one !== entry),
      );
    };
  }, [command, enabled]);
}

/** Binds the key table to the window, once, by the shell. */
export function useKeyBindings() {
  useEffect(() => {
    const bindings = KEY_TABLE.map(({ keys, command }) => [
      keys,
      (event: KeyboardEvent) => press(event, command),
    ]);
    return tinykeys(window, Object.fromEntries(bindings));
  }, []);
}

function press(event: KeyboardEvent, command: Command) {
  if (event.defaultPrevented || belongsToControl(event)) return;
  if (!handlers.get(command)?.length) return;
  event.preventDefault();
  run(command);
}

/** Letters belong to a field that has the focus, Enter to a button or link, everything to an open dialog. */
function belongsToControl(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey) return false;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('input, textarea, select, [contenteditable="true"], [role="dialog"]')) return true;
  return event.key === "Enter" && target?.closest("button, a, [role=tree]") !== null;
}
