// Writes one trace with the batch API of langfuse 3 and reads it back once, as an application would. Prints one line of JSON.
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { Langfuse } from "langfuse";

const model = process.argv[2];
const session = `session-${randomUUID()}`;
const langfuse = new Langfuse({ baseUrl: process.env.LANGFUSE_HOST });

const start = new Date();
const trace = langfuse.trace({ name: "checkout", userId: "user-3", sessionId: session, tags: ["b", "a"], metadata: { key: "value" }, input: "hi" });
const outer = trace.span({ name: "plan", input: { step: 1 } });
const inner = outer.span({ name: "search", level: "WARNING", statusMessage: "slow" });
const generation = inner.generation({ name: "answer", model, startTime: start, input: [{ role: "user", content: "hi" }] });
generation.end({
  output: "hello",
  completionStartTime: new Date(start.getTime() + 250),
  usageDetails: { input: 1234, output: 567 },
});
inner.end();
outer.end({ output: "done" });
trace.score({ name: "quality", value: 0.75, comment: "fine" });
await langfuse.flushAsync();
await setTimeout(1000);

const { data: read } = await langfuse.fetchTrace(trace.id);
const names = Object.fromEntries(read.observations.map((o) => [o.id, o.name]));
const found = read.observations.find((o) => o.name === "answer");
const { data: sessions } = await langfuse.fetchSessions();
console.log(
  JSON.stringify({
    traceId: trace.id,
    tree: read.observations.map((o) => [o.name, names[o.parentObservationId] ?? null]).sort(),
    totalCost: read.totalCost.toFixed(12),
    observationCost: found.calculatedTotalCost.toFixed(12),
    usage: { input: found.usage.input, output: found.usage.output, total: found.usage.total },
    scores: read.scores.map((s) => [s.name, s.value]),
    sessionFound: sessions.some((s) => s.id === session),
    session: read.sessionId,
    sessionSent: session,
    user: read.userId,
    tags: read.tags,
    metadata: read.metadata,
  }),
);
await langfuse.shutdownAsync();
