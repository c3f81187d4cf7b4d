package io.tallystream.query.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import io.tallystream.deploy.local.servers.Servers;
import io.tallystream.query.observation.ObservationAssembler;
import io.tallystream.query.observation.ObservationRepository;
import io.tallystream.query.observation.PriceRepository;
import io.tallystream.query.payload.MetadataScan;
import io.tallystream.query.payload.PayloadRepository;
import io.tallystream.query.score.ScoreRepository;
import io.tallystream.query.trace.TraceAssembler;
import io.tallystream.query.trace.TraceRepository;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real, migrated database of its own, and the read side over it. */
public final class Database {
  public static final ProjectRef PROJECT = new ProjectRef(7, "p-7");
  public static final int PARTITIONS = 12;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  public final String url = Servers.shared().databaseUrl();
  public final Pool pool =
      Pool.newInstance(PgBuilder.pool().connectingTo(url).using(Vertx.vertx()).build());
  public final Views views = new Views(pool);
  public final Parts parts = new Parts(PARTITIONS);
  public final PayloadRepository payloads = new PayloadRepository(views);
  public final PriceRepository prices = new PriceRepository(views);
  public final ObservationRepository observations = new ObservationRepository(views, parts);
  public final ObservationAssembler assembler = new ObservationAssembler(payloads, prices);
  public final ScoreRepository scores = new ScoreRepository(views, parts);
  public final TraceRepository traces = new TraceRepository(views, parts);
  public final TraceAssembler traceAssembler =
      new TraceAssembler(payloads, observations, assembler, scores);
  public final MetadataScan metadata = new MetadataScan(payloads);

  /** Inserts a row; absent columns are NULL. */
  public void insert(String table, JsonObject row) {
    String sql =
        "INSERT INTO %s SELECT * FROM jsonb_populate_record(NULL::%s, $1::jsonb)"
            .formatted(table, table);
    await(pool.preparedQuery(sql).execute(Tuple.of(row)));
  }

  /**
   * The plan of a statement over tables that are too small to need an index, were it free to scan.
   */
  public String plan(String sql, List<Object> values) {
    return await(
        pool.withConnection(
            connection ->
                connection
                    .query("SET enable_seqscan = off")
                    .execute()
                    .flatMap(
                        _ ->
                            connection
                                .preparedQuery("EXPLAIN " + sql)
                                .execute(Tuple.wrap(new ArrayList<>(values))))
                    .map(Database::text)));
  }

  private static String text(RowSet<Row> rows) {
    StringBuilder plan = new StringBuilder();
    rows.forEach(row -> plan.append(row.getString(0)).append('\n'));
    return plan.toString();
  }

  public static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }

  /** What the HTTP layer would send. */
  public static JsonNode json(Object value) {
    try {
      return JSON.readTree(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  public static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
