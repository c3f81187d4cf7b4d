// Writes one trace with @langfuse/otel 5, a span every 50 ms for a while, whatever the server says. Prints its id as JSON.
import { setTimeout } from "node:timers/promises";
import { LangfuseSpanProcessor } from "@langfuse/otel";
import { startActiveObservation } from "@langfuse/tracing";
import { NodeSDK } from "@opentelemetry/sdk-node";

const spans = Number(process.argv[2]);
const processor = new LangfuseSpanProcessor({ baseUrl: process.env.LANGFUSE_HOST, flushAt: 10, flushInterval: 0.5 });
const sdk = new NodeSDK({ spanProcessors: [processor] });
sdk.start();

let traceId;
await startActiveObservation("root", async (root) => {
  traceId = root.traceId;
  for (let i = 0; i < spans - 1; i++) {
    await startActiveObservation(`step-${i}`, () => setTimeout(50));
  }
});
await processor.forceFlush();
console.log(JSON.stringify({ traceId }));
await sdk.shutdown();
