package io.tallystream.query.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.query.view.Database;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Observations of a trace are read through the primary key and name its part. */
class ObservationPlanTest {
  @Test
  void observationsOfATraceAreFoundByPartAndHash() {
    LocalDate day = LocalDate.of(2026, 3, 1);

    String plan =
        new Database()
            .plan(ObservationRepository.BY_TRACE, List.of(7, 3, new UUID(1, 2), day, day));

    assertThat(plan).contains("Index Cond:", "trace_h = ", "part = ").doesNotContain("Seq Scan");
  }
}
