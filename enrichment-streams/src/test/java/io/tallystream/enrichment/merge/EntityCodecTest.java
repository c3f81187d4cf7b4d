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
  /** Format 2, every kind of value. */
  private static final String FORMAT_2 =
      "02"
          + "07" // seq
          + "06" // created 3
          + "0c" // updated, 6 later
          + "01" // one stamp: 2 before, rank 1, hash -1
          + "03"
          + "01"
          + "ffffffffffffffff"
          + "08" // fields
          + "00"
          + "00"
          + "06"
          + "04" // START 5, as 2 after, derived
          + "04"
          + "01"
          + "01"
          + "03"
          + "6ec3a4" // NAME
          + "05"
          + "01"
          + "00" // LEVEL, erased
          + "09"
          + "01"
          + "06"
          + "08" // END 7, as 4 after
          + "0e"
          + "01"
          + "03"
          + "01"
          + "05"
          + "696e707574"
          + "14" // USAGE
          + "10"
          + "01"
          + "03"
          + "01"
          + "05"
          + "746f74616c"
          + "02" // COST
          + "11"
          + "01"
          + "04"
          + "01"
          + "70"
          + "04" // PROMPT
          + "23"
          + "01"
          + "05"
          + "01"
          + "01"
          + "6b"
          + "01"
          + "76"
          + "02"
          + "01"
          + "61"
          + "01"
          + "62" // tags
          + "02"
          + "cafe"; // derived

  private static Entity exemplar() {
    Registers registers =
        new RegistersBuilder(new Stamp(1, 1, -1), 3)
            .derived(Field.START, 5)
            .text(Field.NAME, "nä")
            .erased(Field.LEVEL)
            .number(Field.END, 7L)
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
    assertThat(HexFormat.of().formatHex(EntityCodec.encode(exemplar()))).isEqualTo(FORMAT_2);
  }

  @Test
  void readsTheFrozenBytes() {
    Entity read = EntityCodec.decode(HexFormat.of().parseHex(FORMAT_2));
    assertThat(read.seq()).isEqualTo(7);
    assertThat(read.registers()).isEqualTo(exemplar().registers());
    assertThat(read.derived()).isEqualTo(exemplar().derived());
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
    bytes[0] = 3;
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
