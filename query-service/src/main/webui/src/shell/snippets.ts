export interface Snippet {
  id: string;
  label: string;
  text: (endpoint: string) => string;
}

const PUBLIC = "pk-lf-…";
const SECRET = "sk-lf-…";

/** What a newcomer pastes: unmodified Langfuse SDKs and plain OpenTelemetry, pointed at this server. */
export const SNIPPETS: readonly Snippet[] = [
  {
    id: "python",
    label: "Python",
    text: (endpoint) => `# pip install langfuse openai
import os
os.environ["LANGFUSE_HOST"] = "${endpoint}"
os.environ["LANGFUSE_PUBLIC_KEY"] = "${PUBLIC}"
os.environ["LANGFUSE_SECRET_KEY"] = "${SECRET}"

from langfuse.openai import openai
openai.chat.completions.create(
    model="gpt-4o-mini",
    messages=[{"role": "user", "content": "Hello"}],
)`,
  },
  {
    id: "js",
    label: "JS / TS",
    text: (endpoint) => `// npm install @langfuse/otel @langfuse/tracing @opentelemetry/sdk-node
import { LangfuseSpanProcessor } from "@langfuse/otel";
import { startObservation } from "@langfuse/tracing";
import { NodeSDK } from "@opentelemetry/sdk-node";

const sdk = new NodeSDK({
  spanProcessors: [new LangfuseSpanProcessor({
    baseUrl: "${endpoint}",
    publicKey: "${PUBLIC}",
    secretKey: "${SECRET}",
  })],
});
sdk.start();
startObservation("hello", { input: "Hello" }).end();
await sdk.shutdown();`,
  },
  {
    id: "otel",
    label: "OpenTelemetry",
    text: (endpoint) => `export OTEL_EXPORTER_OTLP_ENDPOINT="${endpoint}/api/public/otel"
export OTEL_EXPORTER_OTLP_PROTOCOL="http/protobuf"
export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Basic $(printf '${PUBLIC}:${SECRET}' | base64 -w0)"`,
  },
  {
    id: "curl",
    label: "curl",
    text: (endpoint) => `curl -u "${PUBLIC}:${SECRET}" ${endpoint}/api/public/ingestion \\
  -H 'Content-Type: application/json' \\
  -d '{"batch": [{
    "id": "'$(uuidgen)'", "type": "trace-create",
    "timestamp": "'$(date -u +%FT%TZ)'",
    "body": {"id": "'$(uuidgen)'", "name": "hello"}
  }]}'`,
  },
];
