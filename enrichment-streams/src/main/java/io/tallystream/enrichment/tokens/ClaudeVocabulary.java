package io.tallystream.enrichment.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.GptBytePairEncodingParams;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code claude.json} of npm package {@code @anthropic-ai/tokenizer} 0.0.4 (MIT), as it is. */
final class ClaudeVocabulary {
  static final Encoding ENCODING = load();

  private ClaudeVocabulary() {}

  private static Encoding load() {
    try (InputStream file = ClaudeVocabulary.class.getResourceAsStream("claude.json")) {
      JsonNode published = new JsonMapper().readTree(file);
      var pieces =
          Pattern.compile(published.get("pat_str").textValue(), Pattern.UNICODE_CHARACTER_CLASS);
      Map<byte[], Integer> ranks = ranks(published.get("bpe_ranks").textValue());
      var registry = Encodings.newLazyEncodingRegistry();
      registry.registerGptBytePairEncoding(
          new GptBytePairEncodingParams("claude", pieces, ranks, Map.of()));
      return registry.getEncoding("claude").orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines of {@code ! <rank of the first> <token> <token> ..}, tokens in base64. */
  private static Map<byte[], Integer> ranks(String lines) {
    var ranks = new IdentityHashMap<byte[], Integer>();
    for (String line : lines.split("\n", -1)) {
      String[] words = line.split(" ", -1);
      int first = Integer.parseInt(words[1]);
      for (int i = 2; i < words.length; i++) {
        ranks.put(Base64.getDecoder().decode(words[i]), first + i - 2);
      }
    }
    return ranks;
  }
}
