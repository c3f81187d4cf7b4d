// Writes one trace over OTLP/JSON with @langfuse/otel 5 and reads it back once through @langfuse/client. Prints one line of JSON.
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { LangfuseClient } from "@langfuse/client";
import { LangfuseSpanProcessor } from "@langfuse/otel";
import { propagateAttributes, startActiveObservation } from "@langfuse/tracing";
import { NodeSDK } from "@opentelemetry/sdk-node";

const model = process.argv[2];
const session = `session-${randomUUID()}`;
const baseUrl = process.env.LANGFUSE_HOST;
const spans = new LangfuseSpanProcessor({ baseUrl });
const sdk = new NodeSDK({ spanProcessors: [spans] });
sdk.start();

let traceId;
await startActiveObservation("plan", async (outer) => {
  traceId = outer.traceId;
  outer.update({ input: { step: 1 }, output: "done" });
  await propagateAttributes({ userId: "user-js5", sessionId: session, tags: ["b", "a"], traceName: "checkout" }, async () => {
    await startActiveObservation("search", async (tool) => {
      tool.update({ level: "WARNING" });
      await startActiveObservation(
        "answer",
        async (generation) => {
          generation.update({
            model,
            input: [{ role: "user", content: "hi" }],
            output: "hello",
            usageDetails: { input: 1234, output: 567 },
          });
        },
        { asType: "generation" },
      );
    }, { asType: "tool" });
  });
});
await spans.forceFlush();
const langfuse = new LangfuseClient({ baseUrl });
langfuse.score.create({ traceId, name: "quality", value: 0.75, comment: "fine" });
await langfuse.score.flush();
await setTimeout(1000);

const read = await langfuse.api.trace.get(traceId);
const names = Object.fromEntries(read.observations.map((o) => [o.id, o.name]));
const found = read.observations.find((o) => o.name === "answer");
console.log(
  JSON.stringify({
    traceId,
    tree: read.observations.map((o) => [o.name, names[o.parentObservationId] ?? null]).sort(),
    totalCost: read.totalCost.toFixed(12),
    observationCost: found.calculatedTotalCost.toFixed(12),
    usage: { input: found.usage.input, output: found.usage.output, total: found.usage.total },
    scores: read.scores.map((s) => [s.name, s.value]),
    session: read.sessionId,
    sessionSent: session,
    sessionFound: (await langfuse.api.sessions.get(session)).id === session,
    user: read.userId,
    tags: read.tags,
  }),
);
await sdk.shutdown();
