package io.tallystream.event;

import com.google.protobuf.ByteString;
import io.tallystream.event.v1.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters: what a stage writes about a record that it refuses, and how a letter becomes that
 * record again. The number of the attempt and the first letter travel as headers of the record.
 */
public final class Letters {
  public static final int FORMAT = 1;

  /** Decimal digits; absent: 1. */
  public static final String ATTEMPT_HEADER = "tally-attempt";

  /** {@link #id} of the first letter about a record, as text. */
  public static final String ORIGIN_HEADER = "tally-origin";

  /**
   * Topics whose records may come twice: events and scores are merged, bodies are named by what is
   * in them. Records of {@code facts} and {@code rollups} replace older ones, so an old one must
   * not come again.
   */
  public static final Set<String> REPLAYABLE = Set.of(Topics.EVENTS, Topics.SCORES, Topics.BODIES);

  private static final int MAX_DETAIL = 2_000;
  private static final String NUMBER = "[1-9]\\d{0,8}";

  private Letters() {}

  /** A letter that lacks project, reason, detail and value. */
  public static DeadLetter.Builder about(Source source, String stage, long nowMs) {
    return DeadLetter.newBuilder()
        .setFormat(FORMAT)
        .setStage(stage)
        .setAttempt(attempt(source.headers))
        .setOrigin(origin(source.headers))
        .setQuarantinedAtUs(nowMs * 1_000)
        .setSourceTopic(source.topic)
        .setSourcePartition(source.partition)
        .setSourceOffset(source.offset)
        .setKey(ByteString.copyFrom(source.key == null ? new byte[0] : source.key));
  }

  /** Where a refused record was. */
  public record Source(
      String topic, int partition, long offset, byte @Nullable [] key, Headers headers) {}

  /** A message may quote what it complains about, which may be megabytes. */
  public static String detail(@Nullable String message) {
    String text = String.valueOf(message);
    return text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL) + " ..";
  }

  /** Key of a letter on its topic; short, since the letter holds the record's key. */
  public static byte[] key(byte @Nullable [] key) {
    return key == null ? new byte[0] : Arrays.copyOf(key, Math.min(key.length, Routing.KEY_BYTES));
  }

  /**
   * Names a letter: the same refusal of the same event at the same place is the same letter,
   * however often it is written.
   */
  public static UUID id(DeadLetter letter) {
    return Routing.hash(
        "%s %s-%d@%d %s"
            .formatted(
                letter.getStage(),
                letter.getSourceTopic(),
                letter.getSourcePartition(),
                letter.getSourceOffset(),
                Routing.hash(letter.getValue().toByteArray())));
  }

  /**
   * The record that the letter is about, for the partition that it came from.
   *
   * @throws IllegalArgumentException when its topic is not {@link #REPLAYABLE}
   */
  public static ProducerRecord<byte[], byte[]> replay(DeadLetter letter) {
    if (!REPLAYABLE.contains(letter.getSourceTopic())) {
      throw new IllegalArgumentException(notReplayable(letter.getSourceTopic()));
    }
    String origin = letter.getOrigin().isEmpty() ? id(letter).toString() : letter.getOrigin();
    return new ProducerRecord<>(
        letter.getSourceTopic(),
        letter.getSourcePartition(),
        letter.getKey().isEmpty() ? null : letter.getKey().toByteArray(),
        letter.getValue().toByteArray(),
        List.of(
            header(ATTEMPT_HEADER, Integer.toString(letter.getAttempt() + 1)),
            header(ORIGIN_HEADER, origin)));
  }

  /** Why a record of this topic is not produced again, for whoever asked for it. */
  public static String notReplayable(String topic) {
    return "a record of '%s' is not replayed: an older one would replace a newer one. Sending any event of its trace writes it anew"
        .formatted(topic);
  }

  /** Whether a record with these headers was produced again from a letter. */
  public static boolean isReplay(Headers headers) {
    return attempt(headers) > 1;
  }

  private static int attempt(Headers headers) {
    String text = text(headers, ATTEMPT_HEADER);
    return text.matches(NUMBER) ? Integer.parseInt(text) : 1;
  }

  private static String origin(Headers headers) {
    try {
      return UUID.fromString(text(headers, ORIGIN_HEADER)).toString();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.US_ASCII);
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.US_ASCII));
  }
}
