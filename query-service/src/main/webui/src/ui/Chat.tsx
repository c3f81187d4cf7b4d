import { Paperclip, Wrench } from "lucide-react";
import { useState } from "react";
import { cx } from "./cx";
import { jsonText } from "./json";
import type { Message, ToolCall } from "./messages";

/** Beyond this a system prompt starts folded: it is long, and the same in every trace. */
const SYSTEM_FOLD = 280;

const EDGE: Record<string, string> = {
  system: "border-l-unknown",
  user: "border-l-accent",
  assistant: "border-l-good",
  tool: "border-l-warn",
};

export function Chat({ messages }: { messages: Message[] }) {
  return (
    <ol className="flex flex-col gap-2">
      {messages.map((message, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a conversation is fixed, and its messages have no ids
        <ChatMessage key={index} message={message} />
      ))}
    </ol>
  );
}

function ChatMessage({ message }: { message: Message }) {
  const folds = message.role === "system" && message.text.length > SYSTEM_FOLD;
  const [folded, setFolded] = useState(folds);
  return (
    <li
      className={cx("rounded-md border border-l-[3px] border-line bg-canvas px-3 py-2", EDGE[message.role])}
    >
      <div className="mb-0.5 flex h-5 items-center gap-2 text-xs font-medium text-ink-2">
        {message.role}
        {message.toolCallId && (
          <span className="num truncate font-normal text-ink-3">{message.toolCallId}</span>
        )}
        {folds && (
          <button
            type="button"
            aria-expanded={!folded}
            onClick={() => setFolded(!folded)}
            className="ml-auto min-h-6 text-accent"
          >
            {folded ? "Show all" : "Show less"}
          </button>
        )}
      </div>
      {message.text && (
        <p className="text-sm leading-5 break-words whitespace-pre-wrap">
          {folded ? `${message.text.slice(0, SYSTEM_FOLD)}…` : message.text}
        </p>
      )}
      {message.attachments.map((kind, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: fixed, without ids
        <span key={index} className="mt-1 inline-flex items-center gap-1 text-xs text-ink-2">
          <Paperclip size={12} aria-hidden="true" /> {kind}
        </span>
      ))}
      {message.toolCalls.map((call, index) => (
        <Call key={call.id ?? index} call={call} />
      ))}
    </li>
  );
}

function Call({ call }: { call: ToolCall }) {
  return (
    <div className="mt-1.5 rounded border border-line bg-surface px-2.5 py-1.5">
      <div className="flex items-center gap-1.5 text-sm font-medium">
        <Wrench size={12} aria-hidden="true" className="text-warn" /> {call.name}
        {call.id && <span className="num truncate font-normal text-ink-3">{call.id}</span>}
      </div>
      <pre className="mt-1 font-mono text-[12px] break-words whitespace-pre-wrap text-ink-2">
        {typeof call.arguments === "string" ? call.arguments : jsonText(call.arguments ?? {})}
      </pre>
    </div>
  );
}
