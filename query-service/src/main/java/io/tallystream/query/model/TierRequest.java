package io.tallystream.query.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of {@code pricingTiers}. */
record TierRequest(
    @NotBlank(message = "required") @Size(max = 100, message = "at most 100 characters")
        String name,
    @NotNull(message = "required") Boolean isDefault,
    @NotNull(message = "required")
        @Min(value = 0, message = "expected 0 to 999")
        @Max(value = 999, message = "expected 0 to 999")
        Integer priority,
    @Size(max = 20, message = "at most 20 conditions")
        @Nullable List<@NotNull(message = "expected an object") @Valid ConditionRequest> conditions,
    @NotEmpty(message = "at least one price is required")
        Map<
                @NotBlank(message = "a usage type is empty") String,
                @NotNull(message = "expected a number") @Usd BigDecimal>
            prices) {
  List<ConditionRequest> conditionsOrNone() {
    return conditions == null ? List.of() : conditions;
  }
}
