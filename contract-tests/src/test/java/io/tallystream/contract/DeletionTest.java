package io.tallystream.contract;

import static io.tallystream.contract.MarkedTrace.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.audit.Audit;
import io.tallystream.bench.client.Api;
import io.tallystream.bench.client.HotProject;
import io.tallystream.event.FactKey;
import io.tallystream.event.Routing;
import io.tallystream.event.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Looks for the bytes of what was deleted in every table, and in every compacted topic before and
 * after the broker has compacted it.
 */
@ExtendWith(RunningSystem.class)
class DeletionTest {
  private static final Duration SOON = Duration.ofSeconds(40);

  /** The broker's cleaner looks four times a minute, and keeps a tombstone for one more round. */
  private static final Duration COMPACTED = Duration.ofSeconds(120);

  @Test
  void ofATraceReachesEveryTableAndTopicAndLasts(RunningSystem system) throws Exception {
    MarkedTrace trace = MarkedTrace.at(Instant.now());
    try (Api api = system.api();
        StoredMarkers stored = StoredMarkers.of(system)) {
      int project = stored.project();
      stored(api, stored, trace);

      api.delete("/api/public/traces/" + trace.id());
      gone(stored, trace);
      assertThat(api.get("/api/public/traces/" + trace.id()).statusCode()).isEqualTo(404);

      api.ingest(trace.events());
      api.ingest(List.of(trace.late()));
      pass(api, project, trace);
      assertThat(stored.places(trace.marker())).isEmpty();
      assertThat(api.get("/api/public/traces/" + trace.id()).statusCode()).isEqualTo(404);
      await(
          SOON,
          () -> Audit.of(stored.database(), project).exact(),
          () -> Audit.of(stored.database(), project).report());
      try (var compaction = new Compaction(system)) {
        assertTombstones(compaction, project, trace);
        await(
            COMPACTED,
            () -> {
              pass(api, project, trace);
              return left(compaction, project, trace).isEmpty();
            },
            () -> left(compaction, project, trace));
      }
    }
  }

  @Test
  void ofAUserTakesAllOfTheUsersTracesAndNoOthers(RunningSystem system) throws Exception {
    MarkedTrace one = MarkedTrace.at(Instant.now());
    MarkedTrace two = new MarkedTrace(one.marker(), UUID.randomUUID().toString(), one.begin());
    MarkedTrace other = MarkedTrace.at(Instant.now());
    try (Api api = system.api();
        StoredMarkers stored = StoredMarkers.of(system)) {
      stored(api, stored, other);
      stored(api, stored, two);
      stored(api, stored, one);

      String id =
          api.post("/api/public/deletions", Api.JSON.createObjectNode().put("userId", one.user()))
              .get("id")
              .textValue();
      Eventually.json(
          api, "/api/public/deletions/" + id, job -> job.get("state").asText().equals("DONE"));

      gone(stored, one);
      assertThat(stored.places(other.marker())).containsKeys("trace", "score");
    }
  }

  @Test
  void ofAProjectOnceItIsOlderThanItMayBeAndThenAsAWhole(RunningSystem system) throws Exception {
    MarkedTrace old = MarkedTrace.at(Instant.now().minus(Duration.ofDays(5)));
    MarkedTrace young = MarkedTrace.at(Instant.now());
    try (StoredMarkers stored = StoredMarkers.of(system)) {
      HotProject project = HotProject.create(stored.database());
      Owner owner = Owner.of(system);
      try (Api api = new Api(system.url(), project.publicKey(), project.secretKey())) {
        await(SOON, () -> api.get("/api/public/projects").statusCode() == 200, () -> "no key");
        stored(api, stored, old);
        stored(api, stored, young);

        owner.keepFor(HotProject.ID, 3);
        gone(stored, old);
        assertThat(stored.places(young.marker())).containsKeys("trace", "observation", "score");

        owner.closeProject(HotProject.ID);
        gone(stored, young);
        await(SOON, () -> api.get("/api/public/projects").statusCode() == 401, () -> "its key");
      }
    }
  }

  private static void stored(Api api, StoredMarkers stored, MarkedTrace trace) throws Exception {
    long end = System.nanoTime() + SOON.toNanos();
    while (!accepted(api, trace)) {
      assertThat(System.nanoTime()).as("the key is known").isLessThan(end);
      Thread.sleep(200);
    }
    await(
        SOON,
        () -> stored.places(trace.marker()).keySet().containsAll(StoredMarkers.EVERY_PLACE),
        () -> stored.places(trace.marker()));
  }

  /** A gateway knows a new key soon after it was made. */
  private static boolean accepted(Api api, MarkedTrace trace) throws Exception {
    return api.ingestOnce(trace.events(), Duration.ofSeconds(10)).statusCode() == 207;
  }

  private static void gone(StoredMarkers stored, MarkedTrace trace) throws Exception {
    await(SOON, () -> stored.places(trace.marker()).isEmpty(), () -> stored.places(trace.marker()));
  }

  /** A trace and a score of the same partitions, behind what was sent before them. */
  private static void pass(Api api, int project, MarkedTrace marked) throws Exception {
    String trace = neighbour(project, marked.id());
    String score = neighbour(project, marked.scoreId());
    api.ingest(
        List.of(
            event("trace-create", marked.begin(), "\"id\":\"%s\",\"input\":\"i\"".formatted(trace)),
            event(
                "score-create",
                marked.begin(),
                """
                "id":"%s","traceId":"%s","name":"n","value":1"""
                    .formatted(score, trace))));
    Eventually.json(api, "/api/public/traces/" + trace, t -> t.path("input").isTextual());
    Eventually.json(api, "/api/public/scores/" + score);
  }

  private static String neighbour(int project, String of) {
    int partition = Routing.partition(project, of, Topics.partitions());
    return Stream.generate(() -> UUID.randomUUID().toString())
        .filter(id -> Routing.partition(project, id, Topics.partitions()) == partition)
        .findFirst()
        .orElseThrow();
  }

  /** The newest of each key: what compaction leaves. */
  private static void assertTombstones(Compaction compaction, int project, MarkedTrace trace) {
    int partition = Routing.partition(project, trace.id(), Topics.partitions());
    byte[] prefix = FactKey.trace(project, Routing.hash(trace.id())).routingKey();
    var facts = last(compaction, Topics.FACTS, partition);
    // Counts of events say nothing of what was in them.
    facts
        .keySet()
        .removeIf(
            key ->
                !startsWith(key.get(), prefix)
                    || FactKey.parse(key.get()).kind() == FactKey.Kind.OUTCOME);
    assertThat(facts).hasSize(3).allSatisfy((key, value) -> assertThat(value).isEmpty());

    var state = last(compaction, "enrichment-streams-entities-changelog", partition);
    state.keySet().removeIf(key -> !startsWith(key.get(), prefix));
    assertThat(state.values()).filteredOn(v -> v.length > 0).containsExactly(new byte[] {0});

    for (String topic : List.of(Topics.ROLLUPS, "cost-aggregator-rollup-store-changelog")) {
      var rollups = last(compaction, topic, partition);
      rollups.keySet().removeIf(key -> !text(key.get()).contains(trace.marker()));
      assertThat(rollups).isNotEmpty().allSatisfy((key, value) -> assertThat(value).isEmpty());
    }
  }

  /** Topics whose log of the trace's partition still gives a record with the marker to a reader. */
  private static List<String> left(Compaction compaction, int project, MarkedTrace trace) {
    int partition = Routing.partition(project, trace.id(), Topics.partitions());
    return Compaction.TOPICS.stream()
        .filter(
            topic ->
                compaction
                    .records(topic, partition)
                    .anyMatch(
                        r ->
                            text(r.key()).contains(trace.marker())
                                || r.value() != null && text(r.value()).contains(trace.marker())))
        .toList();
  }

  /** Last committed value of each key of a partition; empty for a tombstone. */
  private static Map<Bytes, byte[]> last(Compaction compaction, String topic, int partition) {
    var last = new HashMap<Bytes, byte[]>();
    compaction
        .records(topic, partition)
        .forEach(r -> last.put(Bytes.wrap(r.key()), r.value() == null ? new byte[0] : r.value()));
    return last;
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private interface Look<T> {
    T at() throws Exception;
  }

  private static void await(Duration most, Look<Boolean> wanted, Look<Object> instead)
      throws Exception {
    long end = System.nanoTime() + most.toNanos();
    while (!wanted.at()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still: " + instead.at());
      }
      Thread.sleep(200);
    }
  }
}
