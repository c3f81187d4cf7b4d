package io.tallystream.faults;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.deploy.local.process.JavaCommand;
import io.tallystream.deploy.local.provision.Schema;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Schema and models: what people and releases change while traffic flows. */
final class Configuration {
  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(10);
  private static final List<String> PATTERNS =
      List.of(
          "(a+)+$",
          "(a|a)*b",
          "^(([a-z])+.)+[A-Z]([a-z])+$",
          "((a{1,500}){1,500}){1,500}",
          "a{100000}",
          "(a)\\1",
          "(?=a)b",
          "(?<!a)a*a*a*a*a*b",
          "(x|".repeat(2_000) + "y" + ")".repeat(2_000),
          "[",
          "");

  private Configuration() {}

  /** {@code kill -9} in the middle of the migrations; the next run needs no hands. */
  static void migrationKilled(Rig rig) throws Exception {
    DatabaseAddress main = DatabaseAddress.parse(rig.system().databaseUrl());
    long tables = tables(main);
    rig.each(
        i -> {
          DatabaseAddress fresh = main.withDatabase("migration_" + i);
          Schema.createDatabase(main.withDatabase("postgres"), fresh.database());
          Process migration =
              new ProcessBuilder(JavaCommand.of(List.of("-Xmx128m"), Migration.class, fresh.url()))
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start();
          rig.until(
              "a first table",
              Duration.ofMinutes(1),
              () -> !migration.isAlive() || tables(fresh) > 0);
          Thread.sleep(rig.random().nextInt(300));
          boolean inTime = migration.isAlive();
          migration.destroyForcibly().waitFor();
          long killed = System.nanoTime();
          rig.note(
              "killed at %d of %d tables%s"
                  .formatted(tables(fresh), tables, inTime ? "" : " (done)"));
          Schema.migrate(fresh);
          rig.require(tables(fresh) == tables, "tables are missing after the second run");
          rig.recovered(killed);
        });
  }

  private static long tables(DatabaseAddress database) {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT count(*) FROM pg_class WHERE relkind = 'p' AND relnamespace = 'public'::regnamespace")) {
      row.next();
      return row.getLong(1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The migrations in a JVM that may be killed. */
  static final class Migration {
    private Migration() {}

    public static void main(String[] url) {
      Schema.migrate(DatabaseAddress.parse(url[0]));
    }
  }

  /** Match patterns that take for ever elsewhere: refused when saved, or matched in linear time. */
  static void patterns(Rig rig) throws Exception {
    int refused = 0;
    for (int i = 0; i < rig.faults(); i++) {
      ObjectNode model =
          JsonNodeFactory.instance
              .objectNode()
              .put("modelName", "pattern-" + i)
              .put("matchPattern", PATTERNS.get(i % PATTERNS.size()))
              .put("unit", "TOKENS")
              .put("inputPrice", 0.001);
      try {
        rig.api().post("/api/public/models", model);
      } catch (IllegalStateException e) {
        refused++;
        rig.require(
            e.getMessage().contains("answered 4"), "a pattern was answered by: " + e.getMessage());
      }
      long sent = System.nanoTime();
      String trace = "pattern-%d-%d".formatted(rig.random().nextInt(1 << 30), i);
      rig.api().ingest(List.of(generation(trace)));
      rig.until(
          "a generation whose model meets the pattern",
          VISIBLE_WITHIN.multipliedBy(6),
          () -> rig.isVisible(trace + "-o"));
      rig.recovered(sent);
      rig.faultDone();
    }
    rig.note(refused + " refused when saved");
  }

  private static byte[] generation(String trace) {
    return """
        {"id":"%s-e","type":"generation-create","timestamp":"%s","body":{"id":"%s-o","traceId":"%s","model":"%s!","usageDetails":{"input":1}}}"""
        .formatted(
            trace, Instant.now().minus(Duration.ofDays(400)), trace, trace, "a".repeat(5_000))
        .getBytes(StandardCharsets.UTF_8);
  }
}
