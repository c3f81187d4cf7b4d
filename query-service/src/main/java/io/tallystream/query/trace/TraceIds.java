package io.tallystream.query.trace;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Body of {@code DELETE /traces}. */
record TraceIds(
    @NotNull(message = "required") @Size(min = 1, max = 1000, message = "expected 1 to 1000 ids")
        List<@NotBlank(message = "expected an id") String> traceIds) {}
