package io.tallystream.faults;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystream.audit.Database;
import io.tallystream.deploy.local.Bootstrap;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A price that changes 20 times a minute. A generation that is sent while version n is in force has
 * the price of n, or of a later one that was published before it was read; never of an earlier one.
 */
final class PriceChanges {
  private static final Duration EVERY = Duration.ofSeconds(3);
  private static final int CHANGES_OF_A_FAULT = 10;
  private static final int TOKENS = 7;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);

  /** Days that no run has: the rollups of a row are its own. */
  private static final Duration AGE = Duration.ofDays(500);

  private final Rig rig;
  private final String model;
  private final String day;
  private final Map<String, Integer> sent = new HashMap<>();
  private final Map<String, Integer> versions = new HashMap<>();
  private volatile int published;

  private PriceChanges(Rig rig) {
    this.rig = rig;
    this.model = "price-" + rig.random().nextInt(1 << 30);
    this.day = Instant.now().minus(AGE).toString();
  }

  static void underLoad(Rig rig) throws Exception {
    new PriceChanges(rig).run();
  }

  private void run() throws Exception {
    publish(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var stop = new AtomicBoolean();
      var sending = executor.submit(() -> send(stop));
      try {
        int version = 1;
        for (int i = 0; i < rig.faults(); i++) {
          for (int n = 0; n < CHANGES_OF_A_FAULT; n++) {
            Thread.sleep(EVERY);
            publish(++version);
          }
          rig.faultDone();
        }
      } finally {
        stop.set(true);
      }
      sending.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("sending failed", e.getCause());
    }
    judge();
  }

  /** Newer by its start date: it takes over from the version before, which goes on existing. */
  private void publish(int version) throws InterruptedException {
    ObjectNode definition =
        JsonNodeFactory.instance
            .objectNode()
            .put("modelName", model + "-" + version)
            .put("matchPattern", "^" + model + "$")
            .put("startDate", FIRST.plusDays(version).toString())
            .put("unit", "TOKENS")
            .put("inputPrice", BigDecimal.valueOf(version).movePointLeft(6));
    long asked = System.nanoTime();
    var created = rig.api().post("/api/public/models", definition);
    versions.put(created.get("pricingTiers").get(0).get("id").textValue(), version);
    published = version;
    rig.recovered(asked);
  }

  private Void send(AtomicBoolean stop) throws InterruptedException {
    while (!stop.get()) {
      String id = "%s-%d".formatted(model, sent.size());
      int from = published;
      rig.api().ingest(List.of(generation(id)));
      sent.put(id, from);
      Thread.sleep(20);
    }
    return null;
  }

  private byte[] generation(String id) {
    return """
        {"id":"%s-e","type":"generation-create","timestamp":"%s","body":{"id":"%s","traceId":"%s-t","startTime":"%s","model":"%s","usageDetails":{"input":%d}}}"""
        .formatted(id, day, id, id, day, model, TOKENS)
        .getBytes(StandardCharsets.UTF_8);
  }

  private void judge() throws Exception {
    try (Connection database = rig.database()) {
      int project = Database.projectNumber(database, Bootstrap.projectId());
      rig.until(
          "all priced generations", PATIENCE, () -> facts(database, project).size() == sent.size());
      BigDecimal sum = BigDecimal.ZERO;
      var wrong = new ArrayList<String>();
      for (Map.Entry<String, Fact> entry : facts(database, project).entrySet()) {
        Fact fact = entry.getValue();
        Integer from = sent.get(entry.getKey());
        int version = versions.getOrDefault(fact.tier(), 0);
        BigDecimal cost = BigDecimal.valueOf((long) TOKENS * version).movePointLeft(6);
        sum = sum.add(cost);
        if (from == null || version < from || fact.cost().compareTo(cost) != 0) {
          wrong.add(
              "%s of version %s by version %d: %s".formatted(entry.getKey(), from, version, fact));
        }
      }
      rig.require(wrong.isEmpty(), "priced wrongly: " + wrong);
      BigDecimal expected = sum;
      rig.until(
          "the rollup of the model being " + expected,
          PATIENCE,
          () -> rolledUp(database, project).compareTo(expected) == 0);
      rig.note(
          "%d generations by %d versions, %s USD in facts and rollup"
              .formatted(sent.size(), versions.size(), sum));
    }
  }

  private record Fact(String tier, BigDecimal cost) {}

  private Map<String, Fact> facts(Connection database, int project) {
    var facts = new HashMap<String, Fact>();
    try (PreparedStatement statement =
        database.prepareStatement(
            "SELECT id, price_id, total_cost FROM observation WHERE project_id = ? AND starts_with(id, ?)")) {
      statement.setInt(1, project);
      statement.setString(2, model + "-");
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          facts.put(row.getString(1), new Fact(row.getString(2), pico(row.getLong(3))));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return facts;
  }

  private BigDecimal rolledUp(Connection database, int project) {
    try (PreparedStatement statement =
        database.prepareStatement(
            "SELECT coalesce(sum(priced_cost), 0) FROM rollup_model WHERE project_id = ? AND model = ?")) {
      statement.setInt(1, project);
      statement.setString(2, model);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBigDecimal(1).movePointLeft(12);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BigDecimal pico(long pico) {
    return BigDecimal.valueOf(pico).movePointLeft(12);
  }
}
