package io.tallystream.query.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.util.RawValue;
import com.github.luben.zstd.Zstd;
import io.tallystream.event.v1.BodyCodec;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored bytes become text, and text becomes what a classic read shows. */
class BodyTest {
  @Test
  void compressedBytesBecomeTheirText() {
    byte[] plain = "grüße".repeat(100).getBytes(StandardCharsets.UTF_8);

    Body body = new Body(BodyCodec.ZSTD_VALUE, plain.length, Zstd.compress(plain));

    assertThat(body.text()).isEqualTo("grüße".repeat(100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "true", "null", "12345678901234567890", "{\"a\":[1.10]}"})
  void textThatIsJsonIsShownAsItIsSpelled(String text) {
    assertThat(StoredText.classic(text)).isEqualTo(new RawValue(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "{\"a\":", "1 2", "{} x"})
  void otherTextIsAString(String text) {
    assertThat(StoredText.classic(text)).isEqualTo(text);
  }
}
