package io.tallystream.query.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A stored {@link ModelDefinition}. */
@Entity
@Table(name = "model")
class Model {
  // As text: PostgreSQL would read a text parameter of type jsonb as a JSON string.
  private static final String JSON = "cast(cast(? as text) as jsonb)";

  @Id String id = "";

  /** Absent: shipped, for every project. */
  @Column(name = "project_id")
  @Nullable String projectId;

  @Column(name = "model_name", nullable = false)
  String modelName = "";

  @Column(name = "match_pattern", nullable = false)
  String matchPattern = "";

  @Column(name = "start_date")
  @Nullable OffsetDateTime startDate;

  @Nullable String unit;

  @Column(name = "tokenizer_id")
  @Nullable String tokenizerId;

  @Column(name = "tokenizer_config")
  @ColumnTransformer(read = "cast(tokenizer_config as text)", write = JSON)
  @Nullable String tokenizerConfig;

  @Column(name = "pricing_tiers", nullable = false)
  @ColumnTransformer(read = "cast(pricing_tiers as text)", write = JSON)
  String pricingTiers = "[]";

  @Column(name = "created_at", nullable = false)
  OffsetDateTime createdAt = now();

  @Column(name = "updated_at", nullable = false)
  OffsetDateTime updatedAt = createdAt;

  @Version int version;

  static Model of(String projectId, ModelDefinition definition) {
    var model = new Model();
    model.id = definition.id();
    model.projectId = projectId;
    model.modelName = definition.modelName();
    model.matchPattern = definition.matchPattern();
    model.startDate = definition.startDate();
    model.unit = definition.unit();
    model.tokenizerId = definition.tokenizer().id();
    model.tokenizerConfig = definition.tokenizer().config();
    model.pricingTiers = TierCodec.encode(definition.tiers()).encode();
    return model;
  }

  ModelDefinition definition() {
    return new ModelDefinition(
        id,
        modelName,
        matchPattern,
        startDate,
        unit,
        new ModelDefinition.Tokenizer(tokenizerId, tokenizerConfig),
        TierCodec.decode(pricingTiers));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Model model && id.equals(model.id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id);
  }

  /** As exact as the column. */
  private static OffsetDateTime now() {
    return OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
  }
}
