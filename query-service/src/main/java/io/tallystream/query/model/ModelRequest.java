package io.tallystream.query.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /models}: flat prices or tiers; {@link ModelRules} checks what spans fields.
 *
 * @param startDate ISO 8601 with offset, or a day
 * @param inputPrice USD per unit
 */
record ModelRequest(
    @NotBlank(message = "required") @Size(max = 500, message = "at most 500 characters")
        String modelName,
    @NotBlank(message = "required") @Size(max = 5000, message = "at most 5000 characters") @Re2
        String matchPattern,
    @NotNull(message = "required")
        @Pattern(
            regexp = "TOKENS|CHARACTERS|MILLISECONDS|SECONDS|REQUESTS|IMAGES",
            message = "expected TOKENS, CHARACTERS, MILLISECONDS, SECONDS, REQUESTS or IMAGES")
        String unit,
    @Nullable String startDate,
    @Usd @Nullable BigDecimal inputPrice,
    @Usd @Nullable BigDecimal outputPrice,
    @Usd @Nullable BigDecimal totalPrice,
    @Pattern(regexp = "openai|claude", message = "expected openai or claude")
        @Nullable String tokenizerId,
    @Nullable ObjectNode tokenizerConfig,
    @Size(max = 100, message = "at most 100 tiers")
        @Nullable List<@NotNull(message = "expected an object") @Valid TierRequest> pricingTiers) {
  boolean hasFlatPrices() {
    return inputPrice != null || outputPrice != null || totalPrice != null;
  }

  boolean hasTiers() {
    return pricingTiers != null && !pricingTiers.isEmpty();
  }
}
