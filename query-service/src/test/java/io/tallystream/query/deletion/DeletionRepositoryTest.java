package io.tallystream.query.deletion;

import static io.tallystream.query.view.Database.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.event.Routing;
import io.tallystream.event.v1.EventBatch;
import io.tallystream.query.view.Database;
import io.tallystream.query.view.Rows;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages of commands and what is swept, on a real database; the test removes rows as sinks do. */
class DeletionRepositoryTest {
  private static final int PROJECT = Database.PROJECT.number();
  private static final long DAY_US = 86_400_000_000L;
  private static final long NOW_US = System.currentTimeMillis() * 1_000;

  private final Database database = new Database();
  private final DeletionRepository deletions = new DeletionRepository(database.pool);
  private final SweepRepository sweep = new SweepRepository(database.pool);

  @BeforeEach
  void project() {
    run("INSERT INTO organization (id, name) VALUES ('o', 'o')");
    run(
        "INSERT INTO project (number, id, organization_id, name) OVERRIDING SYSTEM VALUE VALUES (7, 'p-7', 'o', 'p')");
  }

  @Test
  void aUserIsDeletedInPagesAndForgottenWhenTheRowsAreGone() {
    IntStream.range(0, 501).forEach(i -> trace("mine-" + i, "u", NOW_US));
    trace("other", "v", NOW_US);
    Deletion started = await(deletions.start(PROJECT, "u"));
    assertThat(started.total()).isEqualTo(501);

    await(deletions.step(started.id()));
    assertThat(find(started).done()).isEqualTo(500);
    await(deletions.step(started.id()));
    assertThat(commands("events")).hasSize(501).doesNotHaveDuplicates().doesNotContain("other");
    await(deletions.step(started.id()));
    assertThat(find(started).state()).isEqualTo("RUNNING");

    run("DELETE FROM trace WHERE user_id = 'u'");
    await(deletions.step(started.id()));
    Deletion done = find(started);
    assertThat(done.state()).isEqualTo("DONE");
    assertThat(done.done()).isEqualTo(501);
    assertThat(done.userId()).isNull();
    assertThat(await(deletions.running())).isEmpty();
  }

  @Test
  void whatWasSentMeanwhileIsCommandedToo() {
    trace("a", "u", NOW_US);
    Deletion started = await(deletions.start(PROJECT, "u"));
    await(deletions.step(started.id()));
    run("DELETE FROM trace");
    trace("b", "u", NOW_US);
    await(deletions.step(started.id()));
    run("UPDATE deletion SET updated_at = now() - interval '11 seconds'");
    await(deletions.step(started.id()));
    await(deletions.step(started.id()));
    assertThat(commands("events")).contains("a", "b");
  }

  @Test
  void retentionTakesWhatIsOlderAndATraceIsAsOldAsItsNewestPart() {
    run("UPDATE project SET retention_days = 10");
    trace("old", "u", NOW_US - 11 * DAY_US);
    trace("young", "u", NOW_US - 9 * DAY_US);
    database.insert(
        "trace",
        Rows.trace("long")
            .put("timestamp_us", NOW_US - 11 * DAY_US)
            .put("last_end_us", NOW_US - 9 * DAY_US));
    database.insert(
        "score", Rows.score("s-old", "young", "n", "1").put("timestamp_us", NOW_US - 11 * DAY_US));
    database.insert(
        "score", Rows.score("s-new", "young", "n", "1").put("timestamp_us", NOW_US - 9 * DAY_US));
    await(deletions.startRetention());
    await(deletions.startRetention());
    List<UUID> running = await(deletions.running());
    assertThat(running).hasSize(1);
    for (int i = 0; i < 4; i++) {
      await(deletions.step(running.getFirst()));
    }
    assertThat(commands("events")).containsExactly("old");
    assertThat(commands("scores")).containsExactly("s-old");
    run("DELETE FROM trace WHERE trace_id = 'old'");
    run("DELETE FROM score WHERE id = 's-old'");
    await(deletions.step(running.getFirst()));
    assertThat(await(deletions.running())).isEmpty();
    await(deletions.startRetention());
    assertThat(await(deletions.running())).isEmpty();
  }

  @Test
  void aDeletedProjectKeepsNothingThatComesLate() {
    run("UPDATE project SET deleted_at = now()");
    await(deletions.startRetention());
    assertThat(await(deletions.running())).isEmpty();
    trace("late", "u", NOW_US + DAY_US);
    await(deletions.startRetention());
    List<UUID> running = await(deletions.running());
    assertThat(running).hasSize(1);
    await(deletions.step(running.getFirst()));
    assertThat(commands("events")).containsExactly("late");
  }

  @Test
  void scoresOfDeletedTracesAreCommandedWheneverTheyCome() {
    mark("gone", "now()");
    mark("long-gone", "now() - interval '2 hours'");
    database.insert("score", Rows.score("s1", "gone", "n", "1"));
    database.insert("score", Rows.score("s2", "there", "n", "1"));
    database.insert("score", Rows.score("late", "long-gone", "n", "1"));
    await(sweep.scores(true));
    assertThat(commands("scores")).containsExactly("s1");
    await(sweep.scores(false));
    assertThat(commands("scores")).containsExactlyInAnyOrder("s1", "s1", "late");
  }

  @Test
  void lettersOfDeletedTracesAndProjectsAreDeleted() {
    mark("gone", "now()");
    letter(7, "events", Routing.key(PROJECT, Routing.hash("gone")));
    letter(0, "bodies", Routing.key(PROJECT, Routing.hash("gone")));
    letter(7, "events", Routing.key(PROJECT + 1, Routing.hash("gone")));
    letter(7, "events", Routing.key(PROJECT, Routing.hash("there")));
    letter(7, "events", new byte[] {1});
    await(sweep.letters(true));
    await(sweep.forget());
    assertThat(count("dead_letter")).isEqualTo(3);
    run("UPDATE project SET deleted_at = now()");
    await(sweep.forget());
    assertThat(count("dead_letter")).isZero();
  }

  private void trace(String id, String user, long timestamp) {
    database.insert("trace", Rows.trace(id).put("user_id", user).put("timestamp_us", timestamp));
  }

  private void mark(String traceId, String at) {
    await(
        database
            .pool
            .preparedQuery("INSERT INTO deleted_trace VALUES ($1, $2, $3, " + at + ")")
            .execute(
                Tuple.of(PROJECT, Routing.hash(traceId), database.parts.of(PROJECT, traceId))));
  }

  private void letter(int project, String topic, byte[] key) {
    database.insert(
        "dead_letter",
        new JsonObject()
            .put("project_id", project)
            .put("part", 0)
            .put("letter_h", UUID.randomUUID().toString())
            .put("attempt", 1)
            .put("quarantined_us", NOW_US)
            .put("source_off", 0)
            .put("source_topic", topic)
            .put("stage", "s")
            .put("reason", "r")
            .put("detail", "")
            .put("size", 0)
            .put("key", "\\x" + HexFormat.of().formatHex(key))
            .put("value", "\\x")
            .put("replays", 0));
  }

  private Deletion find(Deletion started) {
    return await(deletions.byId(PROJECT, started.id())).orElseThrow();
  }

  /** Ids that the outbox holds commands for, each on the partition of its id. */
  private List<String> commands(String topic) {
    var ids = new ArrayList<String>();
    for (Row row :
        await(database.pool.query("SELECT topic, value, part FROM outbox ORDER BY id").execute())) {
      if (row.getString("topic").equals(topic)) {
        EventBatch command = parse(row.getBuffer("value").getBytes());
        assertThat(command.getDeleted()).isTrue();
        assertThat(row.getShort("part"))
            .isEqualTo(database.parts.of(command.getProject(), command.getTraceId()));
        ids.add(command.getTraceId());
      }
    }
    return ids;
  }

  private static EventBatch parse(byte[] bytes) {
    try {
      return EventBatch.parseFrom(bytes);
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private long count(String table) {
    return await(database.pool.query("SELECT count(*) FROM " + table).execute())
        .iterator()
        .next()
        .getLong(0);
  }

  private void run(String sql) {
    await(database.pool.query(sql).execute());
  }
}
