package io.tallystream.query.view;

import static io.tallystream.query.view.Database.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * What lets the same schema spread over machines by {@code part}: every table that the streams
 * write holds to it; configuration is small, and named here, so that a new table has to be one or
 * the other.
 */
class SchemaTest {
  private static final List<String> CONFIGURATION =
      List.of(
          "api_key",
          "app_user",
          "audit",
          "deletion",
          "flyway_schema_history",
          "login_session",
          "membership",
          "model",
          "organization",
          "outbox",
          "project",
          "project_quota");

  private static final String STREAMED =
      "c.relnamespace = 'public'::regnamespace AND NOT c.relispartition AND c.relname <> ALL ('{%s}')"
          .formatted(String.join(",", CONFIGURATION));

  private final Database database = new Database();

  @Test
  void everyTableIsStreamedOrConfiguration() {
    assertThat(
            new TreeSet<>(
                names(
                    "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') AND "
                        + STREAMED)))
        .contains(
            "observation", "trace", "payload", "rollup_total", "ledger_gateway", "sink_offset");
    assertThat(names("SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p')"))
        .containsAll(CONFIGURATION);
  }

  @Test
  void partIsAColumnOfEveryStreamedTableAndInEveryUniqueKeyOfIt() {
    assertThat(
            names(
                """
                SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') AND %s AND NOT EXISTS (
                  SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
                  WHERE i.indrelid = c.oid AND i.indisprimary AND a.attname = 'part' AND a.attnotnull)"""
                    .formatted(STREAMED)))
        .as("tables without part in their primary key")
        .isEmpty();
    assertThat(
            names(
                """
                SELECT i.indexrelid::regclass::text FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid
                WHERE i.indisunique AND %s AND NOT EXISTS (
                  SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (i.indkey) AND a.attname = 'part')"""
                    .formatted(STREAMED)))
        .as("unique indexes without part")
        .isEmpty();
  }

  @Test
  void nothingTiesStreamedTablesTogetherOrToASequence() {
    assertThat(
            names(
                "SELECT k.conname FROM pg_constraint k JOIN pg_class c ON c.oid IN (k.conrelid, k.confrelid) WHERE k.contype = 'f' AND "
                    + STREAMED))
        .as("foreign keys")
        .isEmpty();
    assertThat(
            names(
                "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND "
                    + STREAMED))
        .as("triggers")
        .isEmpty();
    assertThat(
            names(
                """
                SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
                WHERE (a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE '%%nextval%%') AND a.attnum > 0 AND %s"""
                    .formatted(STREAMED)))
        .as("columns from a sequence")
        .isEmpty();
  }

  /** Averages and percentiles cannot be summed over parts. */
  @Test
  void rollupsHoldOnlyWhatCanBeSummed() {
    assertThat(
            names(
                """
                SELECT DISTINCT format_type(a.atttypid, NULL) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE starts_with(c.relname, 'rollup_') AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND %s"""
                    .formatted(STREAMED)))
        .isSubsetOf("integer", "smallint", "bigint", "numeric", "text", "jsonb", "bytea");
  }

  private List<String> names(String sql) {
    var rows = await(database.pool.query(sql).execute());
    return StreamSupport.stream(rows.spliterator(), false)
        .map((Row row) -> row.getString(0))
        .toList();
  }
}
