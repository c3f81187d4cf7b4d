import type { Decimal } from "./exact";

/** The wire objects that the UI reads; a field is optional where a server may leave it out. */

export type ObservationType =
  | "GENERATION"
  | "SPAN"
  | "EVENT"
  | "AGENT"
  | "TOOL"
  | "CHAIN"
  | "RETRIEVER"
  | "EVALUATOR"
  | "EMBEDDING"
  | "GUARDRAIL";

export type Level = "DEBUG" | "DEFAULT" | "WARNING" | "ERROR";

/** How an amount came about; `UNPRICED` has usage but no price: unknown, not zero. */
export type PriceState = "PRICED" | "STATED" | "ESTIMATED" | "UNPRICED" | "NO_USAGE";

export interface Page<T> {
  data: T[];
  meta: { page: number; limit: number; totalItems: number; totalPages: number };
}

export interface TraceCore {
  id: string;
  timestamp: string;
  name: string | null;
  userId: string | null;
  sessionId: string | null;
  release: string | null;
  version: string | null;
  environment: string;
  tags: string[];
  input?: unknown;
  output?: unknown;
  metadata?: unknown;
}

export interface TraceListItem extends TraceCore {
  /** Seconds. */
  latency: number;
  totalCost: Decimal;
  /** Ids. */
  observations: string[];
}

export interface Trace extends TraceCore {
  latency: number;
  totalCost: Decimal;
  observations: Observation[];
  scores: Score[];
}

export interface Observation {
  id: string;
  traceId: string | null;
  type: ObservationType;
  name: string | null;
  startTime: string;
  endTime: string | null;
  completionStartTime: string | null;
  parentObservationId: string | null;
  level: Level;
  statusMessage: string | null;
  version: string | null;
  environment: string;
  input?: unknown;
  output?: unknown;
  metadata?: unknown;
  model: string | null;
  modelId: string | null;
  modelParameters: unknown;
  promptName: string | null;
  promptVersion: number | null;
  usageDetails: Record<string, number>;
  costDetails: Record<string, Decimal>;
  usagePricingTierId: string | null;
  usagePricingTierName: string | null;
  calculatedTotalCost: Decimal | null;
  totalTokens: number;
  /** Seconds. */
  timeToFirstToken: number | null;
  priceState?: PriceState;
}

export interface Score {
  id: string;
  name: string;
  dataType: string;
  value?: number;
  stringValue?: string | null;
  source: string;
  comment?: string | null;
  observationId?: string | null;
}

export interface SessionListItem {
  id: string;
  createdAt: string;
  environment: string;
}

export interface Session extends SessionListItem {
  traces: TraceCore[];
}

export interface Model {
  id: string;
  modelName: string;
  matchPattern: string;
  startDate: string | null;
  isLangfuseManaged: boolean;
  pricingTiers: PricingTier[];
}

export interface PricingTier {
  id: string;
  name: string;
  isDefault: boolean;
  prices: Record<string, Decimal>;
}

export interface Project {
  id: string;
  name: string;
  organization: { id: string; name: string };
}

export interface LoginSession {
  user: { id: string; email: string; name: string };
  projects: Project[];
}
