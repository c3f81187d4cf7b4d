import type { Observation } from "../api/types";

/** A span that lasts a second, with what the test says about it. */
export function observation(over: Partial<Observation> & { id: string }): Observation {
  return {
    traceId: "trace",
    type: "SPAN",
    name: over.id,
    startTime: "2026-11-24T12:00:00.000Z",
    endTime: "2026-11-24T12:00:01.000Z",
    completionStartTime: null,
    parentObservationId: null,
    level: "DEFAULT",
    statusMessage: null,
    version: null,
    environment: "default",
    model: null,
    modelId: null,
    modelParameters: null,
    promptName: null,
    promptVersion: null,
    usageDetails: {},
    costDetails: {},
    usagePricingTierId: null,
    usagePricingTierName: null,
    calculatedTotalCost: null,
    totalTokens: 0,
    timeToFirstToken: null,
    ...over,
  };
}
