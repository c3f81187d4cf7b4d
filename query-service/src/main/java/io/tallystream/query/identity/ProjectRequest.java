package io.tallystream.query.identity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /projects/{id}}.
 *
 * @param retention days after which traces and scores are deleted, 3 or more; 0: never
 */
record ProjectRequest(
    @NotNull(message = "required")
        @Min(value = 0, message = "expected 0 or a number of days from 3 to 36500")
        @Max(value = 36_500, message = "expected 0 or a number of days from 3 to 36500")
        @Nullable Integer retention) {}
