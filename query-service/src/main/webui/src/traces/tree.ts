import type { Observation } from "../api/types";
import { type Pico, sumPico } from "../format/money";
import { costOfObservation, priceState } from "./receipt";

export interface TreeNode {
  observation: Observation;
  children: TreeNode[];
  depth: number;
  /** This node and everything below it. */
  subtree: Totals;
}

export interface Totals {
  observations: number;
  /** Null: nothing known. */
  cost: Pico | null;
  /** Observations with usage and no price. */
  unpriced: number;
  tokens: number;
  errors: number;
  warnings: number;
}

/**
 * Roots and their children by start time. A parent that is not in the trace makes a root; of a cycle, the earliest
 * becomes one: no observation is ever left out.
 */
export function buildTree(observations: readonly Observation[]): TreeNode[] {
  const sorted = [...observations].sort(byStart);
  const nodes = new Map(sorted.map((one) => [one.id, nodeOf(one)]));
  const roots: TreeNode[] = [];
  for (const node of nodes.values()) {
    const parent = nodes.get(node.observation.parentObservationId ?? "");
    if (parent === undefined || parent === node) roots.push(node);
    else parent.children.push(node);
  }
  breakCycles(nodes, roots);
  for (const node of preOrder(roots).reverse()) addUp(node);
  return roots;
}

/** Visible rows from top to bottom, with their depth set. Iterative: a chain of thousands of spans is normal. */
export function preOrder(roots: readonly TreeNode[], collapsed?: ReadonlySet<string>): TreeNode[] {
  const rows: TreeNode[] = [];
  const open = [...roots].reverse();
  for (const root of open) root.depth = 0;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    rows.push(node);
    if (collapsed?.has(node.observation.id)) continue;
    for (const child of [...node.children].reverse()) {
      child.depth = node.depth + 1;
      open.push(child);
    }
  }
  return rows;
}

function breakCycles(nodes: Map<string, TreeNode>, roots: TreeNode[]) {
  const reached = new Set(preOrder(roots));
  for (const node of nodes.values()) {
    if (reached.has(node)) continue;
    const parent = nodes.get(node.observation.parentObservationId ?? "");
    if (parent) parent.children = parent.children.filter((child) => child !== node);
    roots.push(node);
    for (const below of preOrder([node])) reached.add(below);
  }
}

function addUp(node: TreeNode) {
  for (const { subtree } of node.children) {
    node.subtree.observations += subtree.observations;
    node.subtree.cost = sumPico([node.subtree.cost, subtree.cost]);
    node.subtree.unpriced += subtree.unpriced;
    node.subtree.tokens += subtree.tokens;
    node.subtree.errors += subtree.errors;
    node.subtree.warnings += subtree.warnings;
  }
}

function nodeOf(observation: Observation): TreeNode {
  return {
    observation,
    children: [],
    depth: 0,
    subtree: {
      observations: 1,
      cost: costOfObservation(observation),
      unpriced: priceState(observation) === "UNPRICED" ? 1 : 0,
      tokens: observation.totalTokens ?? 0,
      errors: observation.level === "ERROR" ? 1 : 0,
      warnings: observation.level === "WARNING" ? 1 : 0,
    },
  };
}

function byStart(a: Observation, b: Observation): number {
  return Date.parse(a.startTime) - Date.parse(b.startTime) || (a.id < b.id ? -1 : 1);
}
