package io.tallystream.enrichment.overflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Nobody starves, whatever the others have waiting. */
class FairQueueTest {
  private static final int QUANTUM = 100;

  private record Piece(int project, int number, long bytes) {}

  private final FairQueue<Piece> queue = new FairQueue<>(QUANTUM);

  @Test
  void aNewcomerDoesNotWaitForTheBacklogOfAnother() {
    for (int i = 0; i < 10_000; i++) {
      add(1, i, 50);
    }
    add(2, 0, 50);
    assertThat(List.of(queue.poll(), queue.poll(), queue.poll()))
        .extracting(Piece::project)
        .contains(2);
    queue.removeIf(piece -> piece.project() == 1);
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.bytes()).isZero();
  }

  @Test
  void oneThatIsLargerThanATurnComesAfterSome() {
    add(1, 0, 50 * QUANTUM);
    add(2, 0, 1);
    assertThat(queue.poll().project()).isEqualTo(2);
    assertThat(queue.nextBytes()).isEqualTo(50 * QUANTUM);
    assertThat(queue.poll().project()).isEqualTo(1);
    assertThat(queue.poll()).isNull();
  }

  @Property(tries = 300)
  void whoeverWaitsAllTheTimeGetsTheSameBytes(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 6) int projects,
      @ForAll @IntRange(min = 1, max = 400) int largest) {
    var random = new SplittableRandom(seed);
    Map<Integer, Integer> left = new HashMap<>();
    List<Piece> all = new ArrayList<>();
    for (int project = 0; project < projects; project++) {
      int size = random.nextInt(1, largest + 1);
      int count = random.nextInt(1, 300);
      left.put(project, count);
      for (int i = 0; i < count; i++) {
        all.add(new Piece(project, i, 1 + (size * 31L + i * 17L) % largest));
      }
    }
    all.forEach(piece -> queue.add(piece.project(), piece.bytes(), piece));

    Map<Integer, Long> given = new HashMap<>();
    Map<Integer, Integer> next = new HashMap<>();
    while (left.values().stream().allMatch(n -> n > 0)) {
      Piece piece = queue.poll();
      assertThat(piece.number())
          .as("first in, first out")
          .isEqualTo(next.merge(piece.project(), 1, Integer::sum) - 1);
      left.merge(piece.project(), -1, Integer::sum);
      given.merge(piece.project(), piece.bytes(), Long::sum);
      for (int a = 0; a < projects; a++) {
        for (int b = 0; b < projects; b++) {
          assertThat(given.getOrDefault(a, 0L) - given.getOrDefault(b, 0L))
              .isLessThanOrEqualTo(QUANTUM + 2L * largest);
        }
      }
    }
    int rest = left.values().stream().mapToInt(Integer::intValue).sum();
    for (int i = 0; i < rest; i++) {
      assertThat(queue.poll()).isNotNull();
    }
    assertThat(queue.poll()).isNull();
    assertThat(queue.bytes()).isZero();
  }

  private void add(int project, int number, long bytes) {
    queue.add(project, bytes, new Piece(project, number, bytes));
  }
}
