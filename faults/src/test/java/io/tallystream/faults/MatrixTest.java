package io.tallystream.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MatrixTest {
  @Test
  void everyRowHasANumberOfItsOwn() {
    var numbers =
        Stream.concat(Matrix.ROWS.stream(), Matrix.BROKEN.stream()).map(Row::number).toList();
    assertThat(numbers).doesNotHaveDuplicates().allMatch(n -> n > 0 && n < 60);
  }

  @Test
  void aRowIsBuiltOrNotBuilt() {
    var built = Stream.concat(Matrix.ROWS.stream(), Matrix.BROKEN.stream()).map(Row::id).toList();
    assertThat(Matrix.NOT_BUILT).extracting(Row.NotBuilt::id).doesNotContainAnyElementsOf(built);
  }
}
