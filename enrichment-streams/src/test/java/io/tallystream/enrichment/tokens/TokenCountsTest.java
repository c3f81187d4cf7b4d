package io.tallystream.enrichment.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCountsTest {
  private static final Tokenizer GPT_4O =
      Tokenizer.of("openai", "{\"tokenizerModel\":\"gpt-4o\"}").orElseThrow();
  private static final Tokenizer CLAUDE = Tokenizer.of("claude", "").orElseThrow();

  /** Expected: js-tiktoken 1.0 and @anthropic-ai/tokenizer 0.0.4, run on these texts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello world! | 3 | 3 | 3",
        "tiktoken is great! | 6 | 6 | 6",
        "antidisestablishmentarianism | 6 | 6 | 7",
        "2 + 2 = 4 | 7 | 7 | 5",
        "お誕生日おめでとう | 8 | 9 | 10",
        "I'm fine, we've ™ 123456 naïve | 10 | 13 | 12",
        "[{\"role\":\"user\",\"content\":\"What is 2+2?\"}] | 16 | 16 | 15",
        "`def f(x):\n    return x * 2\n\n\n# done\t😀 ok` | 16 | 17 | 18",
      })
  void countsAreThoseOfThePublishedTokenizers(String text, int o200k, int cl100k, int claude) {
    assertThat(Vocabulary.O200K_BASE.count(text)).isEqualTo(o200k);
    assertThat(Vocabulary.CL100K_BASE.count(text)).isEqualTo(cl100k);
    assertThat(Vocabulary.CLAUDE.count(text)).isEqualTo(claude);
  }

  @Test
  void whatLooksLikeASpecialTokenIsText() {
    assertThat(Vocabulary.O200K_BASE.count("<|endoftext|>")).isGreaterThan(1);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, O200K_BASE",
    "gpt-4o-2024-05-13, O200K_BASE",
    "gpt-4.1-mini, O200K_BASE",
    "gpt-4, CL100K_BASE",
    "gpt-4-turbo, CL100K_BASE",
    "gpt-35-turbo, CL100K_BASE",
    "text-embedding-ada-002, CL100K_BASE",
  })
  void anOpenAiModelNamesItsVocabulary(String model, Vocabulary expected) {
    assertThat(Vocabulary.ofOpenAi(model)).contains(expected);
  }

  @Test
  void whatIsNotKnownIsNotCounted() {
    assertThat(Tokenizer.of("", "")).isEmpty();
    assertThat(Tokenizer.of("openai", "")).isEmpty();
    assertThat(Tokenizer.of("openai", "{\"tokenizerModel\":\"text-davinci-003\"}")).isEmpty();
    assertThat(Tokenizer.of("openai", "no JSON")).isEmpty();
    assertThat(GPT_4O.tokens(Map.of())).isEmpty();
  }

  @Test
  void aChatIsItsPartsAndWhatIsAroundThem() throws Exception {
    String chat =
        """
        [{"role":"system","content":"hello world!","name":"user"},
         {"role":"user","content":"2 + 2 = 4","other":"not seen"}]""";
    // system 1, hello world! 3, name 1; user 1, 2 + 2 = 4 7; 3 a message, 1 a name, 3 for the
    // reply.
    assertThat(GPT_4O.tokens(counts(chat))).hasValue(13 + 2 * 3 + 1 + 3);
    var own =
        Tokenizer.of(
            "openai",
            "{\"tokenizerModel\":\"gpt-4o\",\"tokensPerMessage\":4,\"tokensPerName\":-1}");
    assertThat(own.orElseThrow().tokens(counts(chat))).hasValue(13 + 2 * 4 - 1 + 3);
    assertThat(CLAUDE.tokens(counts(chat))).hasValue(Vocabulary.CLAUDE.count(chat));
  }

  @Test
  void otherJsonIsCountedAsCompactText() throws Exception {
    assertThat(GPT_4O.tokens(counts("{ \"a\" : [1,  2.50] }")))
        .hasValue(Vocabulary.O200K_BASE.count("{\"a\":[1,2.50]}"));
    String parts = "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}]";
    assertThat(GPT_4O.tokens(counts(parts))).hasValue(Vocabulary.O200K_BASE.count(parts));
  }

  @Test
  void aTextUnderAnotherModelIsCountedAsThatModelCounts() {
    JsonNode text = TextNode.valueOf("2 + 2 = 4");
    var counts = TokenCounts.of(Set.of(Vocabulary.CLAUDE), text.textValue(), text);
    assertThat(GPT_4O.tokens(counts)).hasValue(5);
  }

  @Test
  void aTextBeyondTheLimitIsNotCounted() {
    String most = "ab ".repeat(256 * 1024 / 3);
    JsonNode text = TextNode.valueOf(most);
    assertThat(GPT_4O.tokens(TokenCounts.of(Set.of(Vocabulary.O200K_BASE), most, text)))
        .isPresent();
    String more = most + "abc";
    assertThat(TokenCounts.of(Set.of(Vocabulary.O200K_BASE), more, TextNode.valueOf(more)))
        .isEmpty();
  }

  private static Map<String, Long> counts(String json) throws Exception {
    var mapper =
        JsonMapper.builder()
            .enable(
                com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    return TokenCounts.of(EnumSet.allOf(Vocabulary.class), json, mapper.readTree(json));
  }
}
