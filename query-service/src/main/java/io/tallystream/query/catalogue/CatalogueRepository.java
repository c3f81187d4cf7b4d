package io.tallystream.query.catalogue;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.model.ModelDefinition;
import io.tallystream.query.model.ModelMessage;
import io.tallystream.query.model.TierCodec;
import io.tallystream.query.outbox.Change;
import io.tallystream.query.outbox.OutboxBatch;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A definition never changes: what a release prices anew has another id, and the old one ends. */
@ApplicationScoped
class CatalogueRepository {
  /** Number of a definition that every project sees. */
  private static final int EVERY_PROJECT = 0;

  private static final String INSERT =
      """
      /* catalogue.insert */
      INSERT INTO model (id, model_name, match_pattern, start_date, unit, tokenizer_id,
        tokenizer_config, pricing_tiers)
      SELECT id, model_name, match_pattern, start_date, unit, tokenizer_id, tokenizer_config,
        pricing_tiers
      FROM jsonb_to_recordset($1::jsonb) AS shipped (
        id text, model_name text, match_pattern text, start_date timestamptz, unit text,
        tokenizer_id text, tokenizer_config jsonb, pricing_tiers jsonb)
      ON CONFLICT (id) DO NOTHING
      RETURNING id, created_at
      """;
  private static final String DELETE =
      """
      /* catalogue.delete */
      DELETE FROM model WHERE project_id IS NULL AND id <> ALL ($1)
      RETURNING id, model_name, match_pattern, start_date, unit, tokenizer_id,
        tokenizer_config::text AS tokenizer_config, pricing_tiers, created_at
      """;

  /** The number of changes, each of which is in the outbox. */
  Uni<Integer> replace(SqlConnection connection, List<ModelDefinition> shipped) {
    List<Change> changes = new ArrayList<>();
    return OutboxBatch.lock(connection)
        .chain(() -> connection.preparedQuery(INSERT).execute(Tuple.of(json(shipped))))
        .invoke(rows -> changes.addAll(written(rows, shipped)))
        .chain(() -> connection.preparedQuery(DELETE).execute(Tuple.of((Object) ids(shipped))))
        .invoke(rows -> rows.forEach(row -> changes.add(retirement(row))))
        .chain(() -> OutboxBatch.write(connection, changes))
        .map(done -> changes.size());
  }

  private static List<Change> written(RowSet<Row> rows, List<ModelDefinition> shipped) {
    Map<String, ModelDefinition> byId =
        shipped.stream().collect(Collectors.toMap(ModelDefinition::id, Function.identity()));
    List<Change> changes = new ArrayList<>();
    rows.forEach(
        row ->
            changes.add(
                ModelMessage.change(
                    byId.get(row.getString("id")),
                    EVERY_PROJECT,
                    row.getOffsetDateTime("created_at"))));
    return changes;
  }

  private static Change retirement(Row row) {
    var definition =
        new ModelDefinition(
            row.getString("id"),
            row.getString("model_name"),
            row.getString("match_pattern"),
            row.getOffsetDateTime("start_date"),
            row.getString("unit"),
            new ModelDefinition.Tokenizer(
                row.getString("tokenizer_id"), row.getString("tokenizer_config")),
            TierCodec.decode(row.getJsonArray("pricing_tiers").encode()));
    return ModelMessage.retirement(definition, EVERY_PROJECT, row.getOffsetDateTime("created_at"));
  }

  private static @Nullable JsonObject json(@Nullable String text) {
    return text == null ? null : new JsonObject(text);
  }

  private static String[] ids(List<ModelDefinition> shipped) {
    return shipped.stream().map(ModelDefinition::id).toArray(String[]::new);
  }

  private static JsonArray json(List<ModelDefinition> shipped) {
    var array = new JsonArray();
    for (ModelDefinition definition : shipped) {
      array.add(
          new JsonObject()
              .put("id", definition.id())
              .put("model_name", definition.modelName())
              .put("match_pattern", definition.matchPattern())
              .put(
                  "start_date",
                  definition.startDate() == null ? null : definition.startDate().toString())
              .put("unit", definition.unit())
              .put("tokenizer_id", definition.tokenizer().id())
              .put("tokenizer_config", json(definition.tokenizer().config()))
              .put("pricing_tiers", TierCodec.encode(definition.tiers())));
    }
    return array;
  }
}
