package io.tallystream.enrichment.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tokens of one text by vocabulary. Of a list of chat messages: of the parts that a model sees, and
 * how many {@value #MESSAGES} and {@value #NAMES} there are, which {@link Tokenizer} adds to.
 */
public final class TokenCounts {
  static final String MESSAGES = "messages";
  static final String NAMES = "names";

  /** Some 64,000 tokens. A stream thread must not count for seconds, whatever the text is. */
  private static final int MAX_CHARS = 256 * 1024;

  private static final String NAME = "name";
  private static final List<String> PARTS =
      List.of("content", "role", NAME, "tool_calls", "function_call", "toolCalls", "functionCall");

  private TokenCounts() {}

  /**
   * @param stored as it is stored
   * @param read the same as JSON where it is JSON
   * @return empty when the text is not counted: too long, or by no vocabulary
   */
  public static Map<String, Long> of(Set<Vocabulary> by, String stored, JsonNode read) {
    var counts = new TreeMap<String, Long>();
    if (stored.length() > MAX_CHARS) {
      return counts;
    }
    boolean chat = isChat(read);
    List<String> texts = chat ? parts(read) : List.of(text(read));
    for (Vocabulary v : by) {
      // Langfuse knows chats of OpenAI's models only.
      List<String> counted = v == Vocabulary.CLAUDE ? List.of(stored) : texts;
      counts.put(v.key(), counted.stream().mapToLong(v::count).sum());
    }
    if (chat && !by.isEmpty()) {
      counts.put(MESSAGES, (long) read.size());
      counts.put(NAMES, names(read));
    }
    return counts;
  }

  private static boolean isChat(JsonNode read) {
    if (!read.isArray() || read.isEmpty()) {
      return false;
    }
    for (JsonNode message : read) {
      if (!message.path("role").isTextual()
          || !message.path("content").isTextual()
          || !(message.path(NAME).isTextual() || message.path(NAME).isMissingNode())) {
        return false;
      }
    }
    return true;
  }

  private static long names(JsonNode chat) {
    long names = 0;
    for (JsonNode message : chat) {
      names += message.has(NAME) ? 1 : 0;
    }
    return names;
  }

  private static List<String> parts(JsonNode chat) {
    var texts = new ArrayList<String>();
    for (JsonNode message : chat) {
      for (String part : PARTS) {
        JsonNode value = message.path(part);
        if (!value.isMissingNode() && !value.isNull()) {
          texts.add(text(value));
        }
      }
    }
    return texts;
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }
}
