package io.tallystream.enrichment.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A published set of tokens; loaded when it first counts. Its name is stored: never rename. */
public enum Vocabulary {
  O200K_BASE(
      "gpt-4o", "chatgpt-4o", "gpt-4.1", "gpt-4.5", "gpt-5", "gpt-oss", "o1", "o3", "o4-mini"),
  CL100K_BASE("gpt-4", "gpt-3.5", "gpt-35", "text-embedding-", "davinci-002", "babbage-002"),
  /** Anthropic's of 2023, the only one it published; a rough estimate for models since Claude 3. */
  CLAUDE;

  private static final EncodingRegistry OPEN_AI = Encodings.newLazyEncodingRegistry();

  private final List<String> openAiModels;

  Vocabulary(String... openAiModels) {
    this.openAiModels = List.of(openAiModels);
  }

  /** Of a model, by the name that OpenAI's own table of vocabularies knows. */
  static Optional<Vocabulary> ofOpenAi(String model) {
    for (Vocabulary v : values()) {
      if (v.openAiModels.stream().anyMatch(model::startsWith)) {
        return Optional.of(v);
      }
    }
    return Optional.empty();
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Tokens of a text; what looks like a special token is text. */
  int count(String text) {
    return switch (this) {
      case O200K_BASE -> OPEN_AI.getEncoding(EncodingType.O200K_BASE).countTokensOrdinary(text);
      case CL100K_BASE -> OPEN_AI.getEncoding(EncodingType.CL100K_BASE).countTokensOrdinary(text);
      case CLAUDE -> claude().countTokensOrdinary(Normalizer.normalize(text, Normalizer.Form.NFKC));
    };
  }

  private static Encoding claude() {
    return ClaudeVocabulary.ENCODING;
  }
}
