package io.tallystream.query.payload;

import static io.tallystream.query.view.Database.PROJECT;
import static io.tallystream.query.view.Database.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.tallystream.event.Routing;
import io.tallystream.event.v1.Body;
import io.tallystream.event.v1.BodyField;
import io.tallystream.event.v1.Stamp;
import io.tallystream.query.view.Database;
import io.tallystream.query.view.Rows;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bundles hold the payloads of several spans; a reader gets those that it asked for. */
class PayloadRepositoryTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-01");
  private static final Days DAYS = new Days(DAY, DAY);

  private static Database database;

  @BeforeAll
  static void twoBundlesOfOneTrace() {
    database = new Database();
    bundle(
        body("a", BodyField.INPUT, 1, "a asks"),
        body("b", BodyField.INPUT, 1, "b asks"),
        body("b", BodyField.OUTPUT, 3, "b's last word"));
    bundle(body("b", BodyField.OUTPUT, 2, "b's first word"), body("", BodyField.INPUT, 1, "whole"));
  }

  @Test
  void aSpanGetsItsOwnOfEachBundleInStampOrder() {
    Payloads b = read(key("b"), Set.of(BodyField.INPUT, BodyField.OUTPUT));

    assertThat(b.input()).isEqualTo("b asks");
    assertThat(b.output()).isEqualTo("b's last word");
  }

  @Test
  void aTraceGetsItsOwn() {
    assertThat(read(key(""), Set.of(BodyField.INPUT)).input()).isEqualTo("whole");
  }

  @Test
  void aFieldThatIsNotAskedForIsNotRead() {
    assertThat(read(key("b"), Set.of(BodyField.INPUT)).output()).isNull();
  }

  @Test
  void aSpanOfAnotherTraceGetsNothing() {
    EntityKey elsewhere = new EntityKey(part(), Routing.hash("other"), Routing.hash("b"));

    assertThat(await(database.payloads.read(PROJECT.number(), Set.of(elsewhere), DAYS))).isEmpty();
  }

  private static Payloads read(EntityKey key, Set<BodyField> fields) {
    return await(database.payloads.read(PROJECT.number(), Set.of(key), DAYS, fields)).get(key);
  }

  private static EntityKey key(String observation) {
    return new EntityKey(part(), Routing.hash("t"), Routing.payloadOwner(observation));
  }

  private static short part() {
    return Rows.trace("t").getInteger("part").shortValue();
  }

  private static Body body(String observation, BodyField field, int second, String text) {
    return Body.newBuilder()
        .setObservationId(observation)
        .setField(field)
        .setStamp(Stamp.newBuilder().setTimeUs(second))
        .setData(ByteString.copyFromUtf8(text))
        .build();
  }

  private static void bundle(Body... bodies) {
    database.insert("payload", Rows.bundle(Rows.trace("t"), bodies));
  }
}
