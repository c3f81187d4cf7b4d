package io.tallystream.query.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.query.view.Database;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A read by trace id goes through the primary key and names its part. */
class TracePlanTest {
  @Test
  void oneTraceIsFoundByPartAndHash() {
    String plan = new Database().plan(TraceRepository.BY_ID, List.of(7, 3, new UUID(1, 2)));

    assertThat(plan).contains("Index Cond:", "trace_h = ", "part = ").doesNotContain("Seq Scan");
  }
}
