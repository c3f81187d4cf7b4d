import {
  Bot,
  Boxes,
  CircleDot,
  Database,
  Gauge,
  Link2,
  type LucideIcon,
  Scaling,
  ShieldCheck,
  Sparkles,
  Wrench,
  Zap,
} from "lucide-react";
import type { ObservationType } from "../api/types";

export type Kind = ObservationType | "TRACE";

/** One glyph and hue per kind, the same in tree, waterfall and table. Hues follow Okabe and Ito's order. */
const KINDS: Record<Kind, { icon: LucideIcon; hue: string; label: string }> = {
  TRACE: { icon: Boxes, hue: "oklch(0.6 0.02 265)", label: "Trace" },
  GENERATION: { icon: Sparkles, hue: "oklch(0.62 0.17 265)", label: "Generation" },
  AGENT: { icon: Bot, hue: "oklch(0.62 0.16 310)", label: "Agent" },
  TOOL: { icon: Wrench, hue: "oklch(0.66 0.13 65)", label: "Tool" },
  RETRIEVER: { icon: Database, hue: "oklch(0.63 0.11 165)", label: "Retriever" },
  EMBEDDING: { icon: Scaling, hue: "oklch(0.66 0.11 205)", label: "Embedding" },
  GUARDRAIL: { icon: ShieldCheck, hue: "oklch(0.62 0.17 20)", label: "Guardrail" },
  EVALUATOR: { icon: Gauge, hue: "oklch(0.64 0.14 350)", label: "Evaluator" },
  CHAIN: { icon: Link2, hue: "oklch(0.62 0.06 240)", label: "Chain" },
  EVENT: { icon: Zap, hue: "oklch(0.68 0.13 95)", label: "Event" },
  SPAN: { icon: CircleDot, hue: "oklch(0.6 0.03 265)", label: "Span" },
};

export function kindOf(kind: Kind) {
  return KINDS[kind] ?? KINDS.SPAN;
}

export function Glyph({ kind, size = 14 }: { kind: Kind; size?: number }) {
  const { icon: Icon, hue, label } = kindOf(kind);
  return (
    <Icon size={size} color={hue} strokeWidth={2.2} aria-label={label} role="img" className="shrink-0" />
  );
}
