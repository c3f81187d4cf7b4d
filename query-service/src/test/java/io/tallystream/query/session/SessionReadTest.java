package io.tallystream.query.session;

import static io.tallystream.query.view.Database.PROJECT;
import static io.tallystream.query.view.Database.await;
import static io.tallystream.query.view.Database.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.query.filter.Conditions;
import io.tallystream.query.view.Database;
import io.tallystream.query.view.Rows;
import io.tallystream.query.view.Slice;
import io.tallystream.query.view.Window;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sessions over a real database; several parts may have seen one. */
class SessionReadTest {
  private static SessionService service;

  @BeforeAll
  static void seed() {
    Database database = new Database();
    service =
        new SessionService(
            new SessionRepository(database.views), database.traces, database.traceAssembler);
    database.insert("session", Rows.session("s", "t1", Rows.NOON + 5).put("part", 1));
    database.insert("session", Rows.session("s", "t2", Rows.NOON).put("part", 2));
    database.insert("session", Rows.session("later", "t3", Rows.NOON + 9));
    database.insert("trace", Rows.trace("t1").put("session_id", "s"));
  }

  @Test
  void theLeastCreationOverPartsCountsAndTheNewestSessionComesFirst() {
    Slice<Map<String, @Nullable Object>> all =
        await(service.list(PROJECT, Conditions.of(null).all(), Window.page(1, 10)));

    assertThat(all.total()).isEqualTo(2);
    assertThat(all.items()).extracting(item -> item.get("id")).containsExactly("later", "s");
  }

  @Test
  void aSessionShowsItsTraces() {
    assertThat(json(await(service.get(PROJECT, "s")).orElseThrow()).at("/traces/0/id").textValue())
        .isEqualTo("t1");
    assertThat(await(service.get(PROJECT, "unknown"))).isEmpty();
  }
}
