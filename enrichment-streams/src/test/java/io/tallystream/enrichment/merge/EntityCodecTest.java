package io.tallystream.enrichment.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** State outlives the version that wrote it: the exemplars here are added to, never edited. */
class EntityCodecTest {
  /** Format 1, every kind of value. */
  private static final String FORMAT_1 =
      "01"
          + "0000000000000007" // seq
          + "0000000000000003" // created
          + "0000000000000009" // updated
          + "07" // fields
          + "00"
          + "00"
          + stamp()
          + "02"
          + "0000000000000005" // START, derived
          + "04"
          + "01"
          + stamp()
          + "01"
          + "00000003"
          + "6ec3a4" // NAME
          + "05"
          + "01"
          + stamp()
          + "00" // LEVEL, erased
          + "0e"
          + "01"
          + stamp()
          + "03"
          + "00000001"
          + "00000005"
          + "696e707574"
          + "000000000000000a"
          + "10"
          + "01"
          + stamp()
          + "03"
          + "00000001"
          + "00000005"
          + "746f74616c"
          + "0000000000000001"
          + "11"
          + "01"
          + stamp()
          + "04"
          + "00000001"
          + "70"
          + "00000002" // PROMPT
          + "23"
          + "01"
          + stamp()
          + "05"
          + "00000001"
          + "00000001"
          + "6b"
          + "00000001"
          + "76"
          + "00000002"
          + "00000001"
          + "61"
          + "00000001"
          + "62" // tags
          + "00000002"
          + "cafe"; // fact

  /** Time 1, rank 1, hash -1. */
  private static String stamp() {
    return "0000000000000001" + "01" + "ffffffffffffffff";
  }

  private static Entity exemplar() {
    Registers registers =
        new RegistersBuilder(new Stamp(1, 1, -1), 3)
            .derived(Field.START, 5)
            .text(Field.NAME, "nä")
            .erased(Field.LEVEL)
            .amounts(Field.USAGE, Map.of("input", 10L))
            .amounts(Field.COST, Map.of("total", 1L))
            .prompt("p", 2)
            .texts(Field.PRICING_ATTRIBUTES, Map.of("k", "v"))
            .tags(List.of("b", "a"))
            .build();
    Registers seen = new RegistersBuilder(new Stamp(0, 0, 0), 9).build();
    return new Entity(7, registers.merge(seen), new byte[] {(byte) 0xca, (byte) 0xfe});
  }

  @Test
  void writesTheFrozenBytes() {
    assertThat(HexFormat.of().formatHex(EntityCodec.encode(exemplar()))).isEqualTo(FORMAT_1);
  }

  @Test
  void readsTheFrozenBytes() {
    Entity read = EntityCodec.decode(HexFormat.of().parseHex(FORMAT_1));
    assertThat(read.seq()).isEqualTo(7);
    assertThat(read.registers()).isEqualTo(exemplar().registers());
    assertThat(read.fact()).isEqualTo(exemplar().fact());
  }

  /** The ordinal is in the state: a field between two others would change what all bytes mean. */
  @Test
  void fieldsAreOnlyAppended() {
    assertThat(Stream.of(Field.values()).map(Enum::name).collect(Collectors.joining(" ")))
        .startsWith(
            "START ENVIRONMENT TRACE_ID TYPE NAME LEVEL STATUS_MESSAGE VERSION PARENT END"
                + " COMPLETION_START MODEL MODEL_PARAMETERS PROVIDED_USAGE USAGE USAGE_RULE COST"
                + " PROMPT APP_ROOT USER SESSION RELEASE PUBLIC OBSERVATION_ID DATASET_RUN DATA_TYPE"
                + " SOURCE VALUE STRING_VALUE COMMENT METADATA CONFIG QUEUE AUTHOR EXECUTION_TRACE"
                + " PRICING_ATTRIBUTES");
  }

  @Test
  void nothingStoredIsNoEntity() {
    assertThat(EntityCodec.decode(null)).isEqualTo(Entity.NONE);
  }

  @Test
  void aLaterFormatIsNotGuessed() {
    byte[] bytes = EntityCodec.encode(exemplar());
    bytes[0] = 2;
    assertThatThrownBy(() -> EntityCodec.decode(bytes)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void stateThatWasCutShortIsNoShorterState() {
    byte[] bytes = EntityCodec.encode(exemplar());
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> EntityCodec.decode(cut)).isInstanceOf(UncheckedIOException.class);
    }
  }
}
