package io.tallystream.aggregator.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallystream.event.RollupFamily;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RollupKeyTest {
  @Property
  void aKeyIsWhatItsBytesSay(@ForAll("keys") RollupKey key) {
    assertThat(RollupKey.parse(key.bytes())).isEqualTo(key);
    assertThat(RollupKey.partOf(key.bytes())).isEqualTo(key.part());
  }

  @Property
  void differentKeysHaveDifferentBytes(
      @ForAll("keys") RollupKey one, @ForAll("keys") RollupKey other) {
    assertThat(Arrays.equals(one.bytes(), other.bytes())).isEqualTo(one.equals(other));
  }

  @Property
  void bytesSortByFamilyThenProjectThenBucket(
      @ForAll("keys") RollupKey one, @ForAll("keys") RollupKey other) {
    int order = Integer.compare(one.family().id, other.family().id);
    order = order != 0 ? order : Integer.compare(one.project(), other.project());
    order = order != 0 ? order : Long.compare(one.bucket(), other.bucket());
    if (order != 0) {
      assertThat(Integer.signum(Arrays.compareUnsigned(one.bytes(), other.bytes())))
          .isEqualTo(order);
    }
  }

  @Test
  void theEndOfADimensionCannotBeForged() {
    assertThat(tag("a\0", "b").bytes()).isNotEqualTo(tag("a", "\0b").bytes());
  }

  @Test
  void aKeyNamesEachDimensionOfItsFamily() {
    assertThatThrownBy(() -> new RollupKey(RollupFamily.TAG, 1, 0, List.of("production"), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("environment, tag");
  }

  @Provide
  Arbitrary<RollupKey> keys() {
    Arbitrary<String> texts = Arbitraries.of("", "a", "b", "ab", "\0", "a\0", "\0b", "\u0001", "é");
    return Arbitraries.of(RollupFamily.values())
        .flatMap(
            family ->
                Combinators.combine(
                        Arbitraries.of(-1, 0, 7),
                        Arbitraries.of(-3_600L, 0L, 3_600L),
                        texts.list().ofSize(family.dimensions.size()),
                        Arbitraries.integers().between(0, 127))
                    .as(
                        (project, bucket, dims, part) ->
                            new RollupKey(family, project, bucket, dims, part)));
  }

  private static RollupKey tag(String environment, String tag) {
    return new RollupKey(RollupFamily.TAG, 1, 0, List.of(environment, tag), 0);
  }
}
