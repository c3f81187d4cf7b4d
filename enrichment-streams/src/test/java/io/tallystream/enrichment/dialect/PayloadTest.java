package io.tallystream.enrichment.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.tallystream.enrichment.merge.Stamp;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          # earlier          | later                   | hidden
          {"a":1}            | {"a":2}                 | true
          {"a":1}            | {"a":2,"b":3}           | true
          {"a":1,"b":3}      | {"a":2}                 | false
          {"a":{"x":1}}      | {"a":{"x":2,"y":3}}     | true
          {"a":{"x":1,"y":2}}| {"a":{"x":2}}           | false
          {"a":1}            | {"a":null}              | false
          {"a":1}            | {"a":[]}                | false
          {"a":{"x":1}}      | {"a":2}                 | false
          """)
  void laterMetadataHidesOnlyWhatItStatesItself(String earlier, String later, boolean hidden) {
    Payload first = new Payload(Payload.Kind.METADATA, stamp(1), Json.parse(earlier));
    Payload second = new Payload(Payload.Kind.METADATA, stamp(2), Json.parse(later));
    assertThat(second.hides(first)).isEqualTo(hidden);
    assertThat(first.hides(second)).isFalse();
  }

  @Test
  void aLaterInputHidesAnEarlierOne() {
    Payload first = new Payload(Payload.Kind.INPUT, stamp(1), Json.parse("{\"a\":1}"));
    Payload second = new Payload(Payload.Kind.INPUT, stamp(2), TextNode.valueOf("b"));
    assertThat(second.hides(first)).isTrue();
    assertThat(second.hides(second)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"a": 1.0, "b": [1e2]} | true
          [1, 2]                 | true
          {"a": 1} 2             | false
          {"a": tru}             | false
          {"a": 1                | false
          12                     | false
          hello                  | false
          """)
  void textIsJsonWhenItIsOneObjectOrArrayAndIsKeptAsSpelled(String text, boolean json) {
    Payload payload =
        new Payload(Payload.Kind.INPUT, stamp(1), Json.container(TextNode.valueOf(text)));
    assertThat(payload.json()).isEqualTo(json);
    assertThat(new String(payload.data(), StandardCharsets.UTF_8)).isEqualTo(text);
  }

  private static Stamp stamp(long timeUs) {
    return new Stamp(timeUs, 1, 0);
  }
}
