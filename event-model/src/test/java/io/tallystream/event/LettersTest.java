package io.tallystream.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.tallystream.event.v1.DeadLetter;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class LettersTest {
  private static final byte[] KEY = "a key that is longer than twenty bytes".getBytes(UTF_8);

  @Test
  void aReplayIsTheSameRecordOneAttemptHigherAndKnowsItsFirstLetter() {
    DeadLetter first = about(Topics.EVENTS, new RecordHeaders(), 7);
    assertThat(first.getAttempt()).isEqualTo(1);
    assertThat(first.getOrigin()).isEmpty();

    var again = Letters.replay(first);
    assertThat(again.topic()).isEqualTo(Topics.EVENTS);
    assertThat(again.partition()).isEqualTo(3);
    assertThat(again.key()).isEqualTo(KEY);
    assertThat(again.value()).isEqualTo("value".getBytes(UTF_8));

    DeadLetter second = about(Topics.EVENTS, again.headers(), 8);
    assertThat(second.getAttempt()).isEqualTo(2);
    assertThat(second.getOrigin()).isEqualTo(Letters.id(first).toString());
    DeadLetter third = about(Topics.EVENTS, Letters.replay(second).headers(), 9);
    assertThat(third.getAttempt()).isEqualTo(3);
    assertThat(third.getOrigin()).isEqualTo(Letters.id(first).toString());
  }

  @Test
  void theSameRefusalIsTheSameLetterAndAnotherEventOfTheRecordIsNot() {
    DeadLetter one = about(Topics.EVENTS, new RecordHeaders(), 7);
    DeadLetter later = one.toBuilder().setQuarantinedAtUs(99).setDetail("other words").build();
    assertThat(Letters.id(later)).isEqualTo(Letters.id(one));
    assertThat(Letters.id(one.toBuilder().setValue(ByteString.EMPTY).build()))
        .isNotEqualTo(Letters.id(one));
    assertThat(Letters.id(one.toBuilder().setStage("other").build())).isNotEqualTo(Letters.id(one));
  }

  @Test
  void anOldFactNeverReplacesANewerOne() {
    DeadLetter fact = about(Topics.FACTS, new RecordHeaders(), 7);
    assertThatThrownBy(() -> Letters.replay(fact)).hasMessageContaining("'facts'");
  }

  @Test
  void headersThatMeanNothingCountAsAbsent() {
    var headers = new RecordHeaders();
    headers.add(Letters.ATTEMPT_HEADER, "-1".getBytes(UTF_8));
    headers.add(Letters.ORIGIN_HEADER, new byte[] {-1, 0});
    DeadLetter letter = about(Topics.EVENTS, headers, 7);
    assertThat(letter.getAttempt()).isEqualTo(1);
    assertThat(letter.getOrigin()).isEmpty();
    headers.add(Letters.ATTEMPT_HEADER, null);
    assertThat(about(Topics.EVENTS, headers, 7).getAttempt()).isEqualTo(1);
  }

  /** The largest record, its key included, fits into its letter. */
  @Test
  void whatIsSaidOfARecordIsShort() {
    assertThat(Letters.detail("x".repeat(5_000_000)).length()).isLessThan(3_000);
    assertThat(Letters.key(KEY)).hasSize(Routing.KEY_BYTES);
    assertThat(Letters.key(null)).isEmpty();
  }

  private static DeadLetter about(String topic, Headers headers, long offset) {
    var source = new Letters.Source(topic, 3, offset, KEY, headers);
    return Letters.about(source, "stage", 1).setValue(ByteString.copyFromUtf8("value")).build();
  }
}
