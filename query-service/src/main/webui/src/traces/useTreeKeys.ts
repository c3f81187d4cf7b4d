import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useCommand } from "../shell/useCommand";
import { preOrder, type TreeNode } from "./tree";

/** Id of the row that stands for the trace itself. */
export const TRACE_ROW = "trace";

/** The keys of a tree: up and down walk the visible rows, left and right fold, or go to the parent and first child. */
export function useTreeKeys(
  roots: TreeNode[],
  selected: string | undefined,
  onSelect: (span: string | undefined) => void,
  /** Whether j and k walk the tree; beside a list they belong to the list. */
  keys: boolean,
) {
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => preOrder(roots, collapsed), [roots, collapsed]);
  // The URL follows a key press a moment later; a held key must not start twice from the same row.
  const cursor = useRef(selected);
  useEffect(() => {
    cursor.current = selected;
  }, [selected]);
  const at = () => rows.findIndex((row) => row.observation.id === cursor.current);
  const select = (span: string | undefined) => {
    cursor.current = span;
    onSelect(span);
  };
  const go = (index: number) => select(rows[Math.min(index, rows.length - 1)]?.observation.id);
  const fold = (id: string, closed: boolean) => {
    const next = new Set(collapsed);
    if (closed) next.add(id);
    else next.delete(id);
    setCollapsed(next);
  };
  const left = (node: TreeNode) => {
    const { id, parentObservationId } = node.observation;
    if (node.children.length > 0 && !collapsed.has(id)) fold(id, true);
    else select(rows.find((row) => row.observation.id === parentObservationId)?.observation.id);
  };
  const right = (node: TreeNode) => {
    if (collapsed.has(node.observation.id)) fold(node.observation.id, false);
    else if (node.children.length > 0) go(at() + 1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const node = rows[at()];
    if (event.key === "ArrowDown") go(at() + 1);
    else if (event.key === "ArrowUp") go(at() - 1);
    else if (event.key === "Home") select(undefined);
    else if (event.key === "End") go(rows.length - 1);
    else if (event.key === "ArrowLeft" && node) left(node);
    else if (event.key === "ArrowRight" && node) right(node);
    else return;
    event.preventDefault();
  };
  useCommand("next", () => go(at() + 1), keys);
  useCommand("previous", () => go(at() - 1), keys);
  return { collapsed, setCollapsed, onKeyDown, rows };
}
