import { useState } from "react";
import { Button } from "../ui/Button";
import { Chat } from "../ui/Chat";
import { CopyButton } from "../ui/CopyButton";
import { JsonViewer } from "../ui/JsonViewer";
import { isLeaf, jsonText } from "../ui/json";
import { messagesOf } from "../ui/messages";
import { Problem } from "../ui/Problem";
import { Skeleton } from "../ui/Skeleton";
import { useObservation, useTracePayload } from "./useTrace";

type Part = "io" | "metadata";

interface Payloads {
  input?: unknown;
  output?: unknown;
  metadata?: unknown;
}

export function ObservationPayload({ id, part }: { id: string; part: Part }) {
  return <Payload query={useObservation(id)} part={part} />;
}

export function TracePayload({ id, part }: { id: string; part: Part }) {
  return <Payload query={useTracePayload(id)} part={part} />;
}

function Payload({
  query,
  part,
}: {
  query: ReturnType<typeof useObservation> | ReturnType<typeof useTracePayload>;
  part: Part;
}) {
  if (query.isPending) {
    return (
      <div role="status" aria-label="Loading">
        <Skeleton className="mb-3 h-20" />
        <Skeleton className="h-28" />
      </div>
    );
  }
  if (query.isError) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  const payloads: Payloads = query.data;
  if (part === "metadata") return <Value title="Metadata" value={payloads.metadata} />;
  return (
    <div className="flex flex-col gap-4">
      <Value title="Input" value={payloads.input} />
      <Value title="Output" value={payloads.output} />
    </div>
  );
}

/** A payload as messages when it is a conversation, as text when it is one, as JSON otherwise or when asked. */
function Value({ title, value }: { title: string; value: unknown }) {
  const [raw, setRaw] = useState(false);
  const messages = messagesOf(value, title === "Output" ? "assistant" : "user");
  const absent = value === null || value === undefined;
  const text = typeof value === "string" ? value : jsonText(value);
  return (
    <section aria-label={title}>
      <div className="mb-1.5 flex h-6 items-center gap-1">
        <h3 className="mr-auto text-xs font-medium text-ink-2">{title}</h3>
        {messages && (
          <Button look="ghost" size="small" aria-pressed={raw} onClick={() => setRaw(!raw)}>
            {raw ? "Chat" : "JSON"}
          </Button>
        )}
        {!absent && <CopyButton text={text} label={`Copy ${title.toLowerCase()}`} />}
      </div>
      {absent && <p className="text-sm text-ink-3">none</p>}
      {!absent && messages && !raw && <Chat messages={messages} />}
      {!absent && (!messages || raw) && (
        <div className="rounded-md border border-line bg-canvas px-1 py-2">
          {isLeaf(value) ? (
            <pre className="px-2 font-sans text-sm break-words whitespace-pre-wrap">{text}</pre>
          ) : (
            <JsonViewer value={value} label={title} />
          )}
        </div>
      )}
    </section>
  );
}
