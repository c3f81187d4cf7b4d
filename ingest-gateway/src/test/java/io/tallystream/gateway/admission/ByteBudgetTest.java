package io.tallystream.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
  private final ByteBudget budget = new ByteBudget(100);

  @Test
  void oneProjectAloneMayUseEverything() {
    assertThat(budget.acquire(1, 60)).isCompleted();
    assertThat(budget.acquire(1, 40)).isCompleted();
  }

  @Test
  void aProjectIsHeldToHalfWhileAnotherIsThere() {
    budget.acquire(1, 10);
    budget.acquire(2, 50);
    assertThat(budget.acquire(2, 1)).isNotDone();
    assertThat(budget.acquire(1, 40)).isCompleted();
  }

  @Test
  void whoWaitsIsLetInWhenBytesBecomeFree() {
    Lease first = budget.acquire(1, 100).join();
    var second = budget.acquire(1, 30);
    assertThat(second).isNotDone();
    first.close();
    assertThat(second).isCompleted();
    assertThat(budget.inFlight()).isEqualTo(30);
  }

  @Test
  void whoGaveUpWaitingTakesNothing() {
    Lease first = budget.acquire(1, 100).join();
    budget.acquire(1, 30).cancel(false);
    first.close();
    assertThat(budget.inFlight()).isZero();
  }

  @Test
  void aLeaseGrowsOnlyIntoWhatIsFreeAndIsGivenBackOnce() {
    Lease lease = budget.acquire(1, 10).join();
    assertThat(lease.ensure(100)).isTrue();
    assertThat(lease.ensure(101)).isFalse();
    lease.close();
    lease.close();
    assertThat(budget.inFlight()).isZero();
  }

  @Test
  void aLeaseGrowsToHalfWhileAnotherProjectIsThere() {
    budget.acquire(1, 10);
    Lease lease = budget.acquire(2, 10).join();
    assertThat(lease.ensure(50)).isTrue();
    assertThat(lease.ensure(51)).isFalse();
  }

  @Property
  void theLimitHoldsAndEverythingComesBack(
      @ForAll @Size(max = 50) List<@IntRange(min = 1, max = 80) Integer> sizes) {
    var leases = new ArrayList<Lease>();
    var fresh = new ByteBudget(100);
    for (int i = 0; i < sizes.size(); i++) {
      fresh.acquire(i % 3, sizes.get(i)).thenAccept(leases::add);
      assertThat(fresh.inFlight()).isBetween(0L, 100L);
    }
    for (int i = 0; i < leases.size(); i++) {
      leases.get(i).close();
    }
    assertThat(leases).hasSameSizeAs(sizes);
    assertThat(fresh.inFlight()).isZero();
  }
}
