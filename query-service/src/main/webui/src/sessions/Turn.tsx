import { Chat } from "../ui/Chat";
import { jsonText } from "../ui/json";
import { type Message, messagesOf } from "../ui/messages";

/** What went in and what came out of one trace, as a conversation. */
export function Turn({ input, output }: { input: unknown; output: unknown }) {
  const messages = [...asMessages(input, "user"), ...asMessages(output, "assistant")];
  if (messages.length === 0) return <p className="px-4 py-3 text-sm text-ink-3">No input and output.</p>;
  return (
    <div className="p-3">
      <Chat messages={messages} />
    </div>
  );
}

/** A payload that is not a conversation becomes one message. */
function asMessages(value: unknown, role: string): Message[] {
  if (value === null || value === undefined) return [];
  const text = soleText(value) ?? jsonText(value);
  return messagesOf(value, role) ?? [{ role, text, toolCalls: [], toolCallId: null, attachments: [] }];
}

/** A text, or an object that is nothing but a wrapper around one: `{ "question": ".." }`. */
function soleText(value: unknown): string | null {
  const values = typeof value === "object" && value !== null ? Object.values(value) : [value];
  const [text] = values;
  return values.length === 1 && typeof text === "string" ? text : null;
}
