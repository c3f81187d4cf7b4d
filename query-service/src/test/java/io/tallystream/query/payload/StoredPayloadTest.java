package io.tallystream.query.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.util.RawValue;
import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import io.tallystream.event.v1.Body;
import io.tallystream.event.v1.BodyCodec;
import io.tallystream.event.v1.BodyField;
import io.tallystream.event.v1.BodyList;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored bytes become text, and text becomes what a classic read shows. */
class StoredPayloadTest {
  @Test
  void compressedBytesBecomeTheirText() {
    var body =
        Body.newBuilder()
            .setField(BodyField.INPUT)
            .setData(ByteString.copyFromUtf8("grüße".repeat(100)));
    byte[] plain = BodyList.newBuilder().addBody(body).build().toByteArray();

    var stored =
        new StoredPayload(
            (short) 0, new UUID(0, 1), BodyCodec.ZSTD_VALUE, plain.length, Zstd.compress(plain));

    var trace = Set.of(EntityKey.trace((short) 0, new UUID(0, 1)));
    assertThat(stored.decode(trace, Set.of(BodyField.INPUT)).map(PayloadRow::text))
        .containsExactly("grüße".repeat(100));
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
