package io.tallystream.query.observation;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.filter.Binds;
import io.tallystream.query.view.Views;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Default-tier prices of the models that a page names. Read by primary key with the page instead of
 * cached: a price that somebody edits shows at once on every instance.
 */
@ApplicationScoped
public class PriceRepository {
  private static final String READ =
      """
      /* observation.prices */
      SELECT id, pricing_tiers FROM model WHERE id = ANY ($1)
      """;

  private final Views views;

  public PriceRepository(Views views) {
    this.views = views;
  }

  /** Prices by model id; a deleted model has none. */
  public Uni<Map<String, Prices>> of(Collection<Observation> observations) {
    String[] ids =
        observations.stream()
            .map(observation -> observation.generation().modelId())
            .filter(Objects::nonNull)
            .distinct()
            .toArray(String[]::new);
    if (ids.length == 0) {
      return Uni.createFrom().item(Map.of());
    }
    Binds binds = new Binds();
    binds.add(ids);
    return views
        .list(READ, binds, row -> Map.entry(row.getString("id"), prices(row)))
        .map(all -> all.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static Prices prices(Row row) {
    return row.getJsonArray("pricing_tiers").stream()
        .map(JsonObject.class::cast)
        .filter(tier -> tier.getBoolean("isDefault", false))
        .findFirst()
        .map(tier -> prices(tier.getJsonObject("prices", new JsonObject())))
        .orElse(Prices.NONE);
  }

  private static Prices prices(JsonObject prices) {
    return new Prices(
        decimal(prices, "input"), decimal(prices, "output"), decimal(prices, "total"));
  }

  private static @Nullable BigDecimal decimal(JsonObject prices, String type) {
    Object price = prices.getValue(type);
    return price == null ? null : new BigDecimal(price.toString());
  }
}
