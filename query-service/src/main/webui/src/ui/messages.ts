/** A message of a conversation, whatever provider's shape it came in. */
export interface Message {
  role: string;
  text: string;
  toolCalls: ToolCall[];
  /** Of a tool's answer: the call that it belongs to. */
  toolCallId: string | null;
  /** Parts that are not text: `image_url`, `input_audio`. Never loaded. */
  attachments: string[];
}

export interface ToolCall {
  id: string | null;
  name: string;
  arguments: unknown;
}

type Json = Record<string, unknown>;

/** The messages of a payload, or null when it is not a conversation. A lone message takes the given role if it names none. */
export function messagesOf(value: unknown, role: string): Message[] | null {
  const list = listOf(value);
  if (list === null || list.length === 0) return null;
  const messages = list.map((one) => messageOf(one, role));
  return messages.every((message) => message !== null) ? messages : null;
}

function listOf(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return null;
  if (Array.isArray(value.messages)) return value.messages;
  if (Array.isArray(value.choices))
    return value.choices.map((choice) => (isObject(choice) ? choice.message : choice));
  return "role" in value || "tool_calls" in value ? [value] : null;
}

function messageOf(value: unknown, role: string): Message | null {
  if (!isObject(value)) return null;
  const calls = callsOf(value);
  if (!("content" in value) && calls.length === 0) return null;
  if (typeof value.role !== "string" && calls.length === 0) return null;
  const parts = Array.isArray(value.content) ? value.content : [value.content];
  return {
    role: typeof value.role === "string" ? value.role : role,
    text: parts.map(textOf).filter(Boolean).join("\n"),
    toolCalls: calls,
    toolCallId: typeof value.tool_call_id === "string" ? value.tool_call_id : null,
    attachments: parts.map(attachmentOf).filter((kind) => kind !== null),
  };
}

function callsOf(message: Json): ToolCall[] {
  const openai = Array.isArray(message.tool_calls) ? message.tool_calls : [];
  const parts = Array.isArray(message.content) ? message.content : [];
  const anthropic = parts.filter((part) => isObject(part) && part.type === "tool_use");
  return [...openai, ...anthropic].filter(isObject).map(callOf);
}

function callOf(call: Json): ToolCall {
  const body = isObject(call.function) ? call.function : call;
  return {
    id: typeof call.id === "string" ? call.id : null,
    name: typeof body.name === "string" ? body.name : "tool",
    arguments: parsed(body.arguments ?? body.input ?? body.args),
  };
}

function textOf(part: unknown): string {
  if (typeof part === "string") return part;
  if (!isObject(part)) return "";
  if (typeof part.text === "string") return part.text;
  if (part.type === "tool_result")
    return typeof part.content === "string" ? part.content : JSON.stringify(part.content);
  return "type" in part ? "" : JSON.stringify(part);
}

function attachmentOf(part: unknown): string | null {
  if (!isObject(part) || typeof part.type !== "string") return null;
  return ["text", "input_text", "output_text", "tool_use", "tool_result"].includes(part.type)
    ? null
    : part.type;
}

/** Arguments come as JSON text; text that is not JSON stays text. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
