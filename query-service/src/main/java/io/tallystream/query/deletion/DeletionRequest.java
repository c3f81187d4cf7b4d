package io.tallystream.query.deletion;

import jakarta.validation.constraints.NotBlank;

/**
 * Body of {@code POST /deletions}.
 *
 * @param userId as traces name it
 */
record DeletionRequest(@NotBlank(message = "required") String userId) {}
