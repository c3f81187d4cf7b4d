package io.tallystream.enrichment.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract 3.1, row by row. */
class UsageRulesTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nothing                          |                                                        |                                                                                            | {}
          old names                        | {"promptTokens":3,"completionTokens":4}                 |                                                                                            | {input=3, output=4, total=7}
          old names with a total           | {"promptTokens":3,"completionTokens":4,"totalTokens":9} |                                                                                            | {input=3, output=4, total=9}
          the single one present           | {"output":4,"unit":"CHARACTERS"}                       |                                                                                            | {output=4, total=4}
          OpenAI chat                      |                                                        | {"prompt_tokens":10,"completion_tokens":20,"total_tokens":30}                               | {input=10, output=20, total=30}
          OpenAI chat with parts           |                                                        | {"prompt_tokens":10,"completion_tokens":20,"total_tokens":30,"prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":25}} | {input=6, input_cached_tokens=4, output=0, output_reasoning_tokens=25, total=30}
          parts may be null                |                                                        | {"prompt_tokens":10,"completion_tokens":20,"total_tokens":30,"prompt_tokens_details":null}  | {input=10, output=20, total=30}
          OpenAI Responses                 |                                                        | {"input_tokens":10,"output_tokens":20,"total_tokens":30,"input_tokens_details":{"cached_tokens":4}} | {input=6, input_cached_tokens=4, output=20, total=30}
          a partial OpenAI form stays raw  |                                                        | {"prompt_tokens":10,"completion_tokens":20}                                                 | {completion_tokens=20, prompt_tokens=10, total=30}
          an extra key makes it raw        |                                                        | {"prompt_tokens":10,"completion_tokens":20,"total_tokens":30,"x":1}                         | {completion_tokens=20, prompt_tokens=10, total_tokens=30, x=1, total=61}
          text counts make it raw          |                                                        | {"prompt_tokens":"10","completion_tokens":20,"total_tokens":30}                             | {completion_tokens=20, prompt_tokens=10, total_tokens=30, total=60}
          raw keeps whole numbers only     |                                                        | {"a":1,"b":"2","c":-1,"d":1.5,"e":"x","f":null,"g":12.0,"h":{}}                              | {a=1, b=2, g=12, total=15}
          both: details win                | {"input":1,"output":2}                                 | {"input":5}                                                                                 | {input=5, output=2, total=7}
          both: details with a total       | {"input":1,"output":2}                                 | {"total":9}                                                                                 | {input=1, output=2, total=9}
          zero is usage                    |                                                        | {"input":0}                                                                                 | {input=0, total=0}
          beyond counting                  |                                                        | {"input":1e300,"output":1000000000000001}                                                    | {}
          """)
  void units(String about, String usage, String details, String expected) throws Exception {
    var units = new TreeMap<>(UsageRules.of(json(usage), json(details)).units());
    Long total = units.remove("total");
    String shown = units.toString();
    if (total != null) {
      shown =
          shown.substring(0, shown.length() - 1)
              + (units.isEmpty() ? "" : ", ")
              + "total="
              + total
              + "}";
    }
    assertThat(shown).isEqualTo(expected);
  }

  @Test
  void whatTheClientSaidIsKept() throws Exception {
    String chat =
        """
        {"prompt_tokens":10,"completion_tokens":20,"total_tokens":30,
         "prompt_tokens_details":{"cached_tokens":4}}""";
    Usage usage = UsageRules.of(MissingNode.getInstance(), json(chat));
    assertThat(usage.provided())
        .containsOnlyKeys("prompt_tokens", "completion_tokens", "total_tokens")
        .containsEntry("prompt_tokens", 10L);
    assertThat(usage.rule()).isEqualTo("inclusive");
  }

  private static JsonNode json(String text) throws Exception {
    return text == null ? MissingNode.getInstance() : MAPPER.readTree(text);
  }
}
