package io.tallystream.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RollupFamilyTest {
  @Test
  void idsAreUniqueAndFindTheirFamily() {
    assertThat(Arrays.stream(RollupFamily.values()).map(f -> f.id)).doesNotHaveDuplicates();
    for (RollupFamily family : RollupFamily.values()) {
      assertThat(RollupFamily.byId(family.id)).isSameAs(family);
    }
  }

  @Test
  void anUnknownIdIsNamed() {
    assertThatThrownBy(() -> RollupFamily.byId(99)).hasMessageContaining("99");
  }

  @Test
  void everyFamilyHasTheEnvironmentFirst() {
    assertThat(RollupFamily.values()).allMatch(f -> f.dimensions.getFirst().equals("environment"));
  }

  @Test
  void bucketsStartOnUtcBordersOnBothSidesOfTheEpoch() {
    assertThat(RollupFamily.Bucket.HOUR.startOf(3_600_000_000L)).isEqualTo(3600);
    assertThat(RollupFamily.Bucket.HOUR.startOf(3_599_999_999L)).isZero();
    assertThat(RollupFamily.Bucket.HOUR.startOf(-1)).isEqualTo(-3600);
    assertThat(RollupFamily.Bucket.DAY.startOf(86_400_000_000L * 2 + 5)).isEqualTo(172_800);
    assertThat(RollupFamily.Bucket.LIFE.startOf(123_456)).isZero();
  }
}
