package io.tallystream.query.model;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition of either kind: {@code source} makes it one on an attribute. */
record ConditionRequest(
    @Size(max = 200, message = "at most 200 characters") @Re2 @Nullable String usageDetailPattern,
    @NotNull(message = "required")
        @Pattern(
            regexp = "gt|gte|lt|lte|eq|neq|in",
            message = "expected gt, gte, lt, lte, eq, neq or in")
        String operator,
    @Nullable BigDecimal value,
    @Nullable Boolean caseSensitive,
    @Pattern(
            regexp = "model_parameters|metadata",
            message = "expected model_parameters or metadata")
        @Nullable String source,
    @Size(min = 1, max = 200, message = "expected 1 to 200 characters") @Nullable String key,
    @Size(min = 1, max = 100, message = "expected 1 to 100 values")
        @Nullable List<@NotNull(message = "expected a string") String> values) {}
