package io.tallystream.enrichment.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How the tokens of a model's texts are counted, by its definition.
 *
 * @param perMessage tokens around each message of a chat
 * @param perName tokens around each name in it
 */
public record Tokenizer(Vocabulary vocabulary, long perMessage, long perName) {
  /** Before what the model is to say. */
  private static final long PER_CHAT = 3;

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Empty when the definition names none that is known here.
   *
   * @param id {@code openai}, {@code claude} or empty
   * @param config JSON object with {@code tokenizerModel}, {@code tokensPerMessage}, {@code
   *     tokensPerName}
   */
  public static Optional<Tokenizer> of(String id, String config) {
    JsonNode of = read(config);
    Optional<Vocabulary> vocabulary =
        switch (id) {
          case "openai" -> Vocabulary.ofOpenAi(of.path("tokenizerModel").asText());
          case "claude" -> Optional.of(Vocabulary.CLAUDE);
          default -> Optional.empty();
        };
    return vocabulary.map(
        v ->
            new Tokenizer(
                v, of.path("tokensPerMessage").asLong(3), of.path("tokensPerName").asLong(1)));
  }

  /**
   * Of a text, from its {@link TokenCounts}: by this vocabulary, else by that of the model which it
   * came with. Empty when it was not counted.
   */
  public OptionalLong tokens(Map<String, Long> counts) {
    return Stream.concat(Stream.of(vocabulary), Stream.of(Vocabulary.values()))
        .filter(v -> counts.containsKey(v.key()))
        .mapToLong(v -> counts.get(v.key()) + (v == Vocabulary.CLAUDE ? 0 : ofChat(counts)))
        .findFirst();
  }

  private long ofChat(Map<String, Long> counts) {
    long messages = counts.getOrDefault(TokenCounts.MESSAGES, 0L);
    long names = counts.getOrDefault(TokenCounts.NAMES, 0L);
    return messages == 0 ? 0 : messages * perMessage + names * perName + PER_CHAT;
  }

  private static JsonNode read(String config) {
    try {
      return JSON.readTree(config);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
