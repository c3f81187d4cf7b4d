package io.tallystream.query.identity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;

/** Body of {@code POST /api/auth/login}. */
record LoginRequest(
    @NotBlank(message = "required") @Size(max = 320, message = "at most 320 characters")
        String email,
    @NotEmpty(message = "required") @Size(max = 1000, message = "at most 1000 characters")
        String password) {}
