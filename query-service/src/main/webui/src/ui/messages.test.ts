import { describe, expect, it } from "vitest";
import { messagesOf } from "./messages";

const plain = { toolCalls: [], toolCallId: null, attachments: [] };

describe("messagesOf", () => {
  it("reads a list of messages", () =>
    expect(messagesOf([{ role: "user", content: "Hi" }], "user")).toEqual([
      { role: "user", text: "Hi", ...plain },
    ]));

  it.each([
    ["a wrapped list", { messages: [{ role: "user", content: "Hi" }] }],
    ["parts", [{ role: "user", content: [{ type: "text", text: "Hi" }] }]],
    ["choices", { choices: [{ message: { role: "user", content: "Hi" } }] }],
    ["one message", { role: "user", content: "Hi" }],
  ])("reads %s", (_, value) =>
    expect(messagesOf(value, "user")).toEqual([{ role: "user", text: "Hi", ...plain }]),
  );

  it("reads the tool calls of both great dialects", () => {
    const openai = [
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "c", function: { name: "find", arguments: '{"q":1}' } }],
      },
    ];
    const anthropic = [
      { role: "assistant", content: [{ type: "tool_use", id: "c", name: "find", input: { q: 1 } }] },
    ];
    const expected = [{ id: "c", name: "find", arguments: { q: 1 } }];
    expect(messagesOf(openai, "assistant")?.[0]?.toolCalls).toEqual(expected);
    expect(messagesOf(anthropic, "assistant")?.[0]?.toolCalls).toEqual(expected);
  });

  it("names what it does not show, and never loads it", () =>
    expect(
      messagesOf(
        [{ role: "user", content: [{ type: "image_url", image_url: { url: "https://x" } }] }],
        "user",
      )?.[0],
    ).toMatchObject({ text: "", attachments: ["image_url"] }));

  it.each([null, "text", 5, [], [1], { question: "x" }, [{ content: "no role" }], [{ role: "user" }]])(
    "is no conversation: %j",
    (value) => expect(messagesOf(value, "user")).toBeNull(),
  );
});
