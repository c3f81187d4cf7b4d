package io.tallystream.query.identity;

import io.tallystream.query.view.ProjectRef;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A key and the project that it opens.
 *
 * @param secretHash {@link Secrets#sha256} of the secret
 * @param expiresAt absent: never
 */
record ApiKey(
    String publicKey, String secretHash, @Nullable OffsetDateTime expiresAt, ProjectRef project) {
  boolean isValid(Instant now) {
    return expiresAt == null || expiresAt.toInstant().isAfter(now);
  }

  boolean opensWith(String secret) {
    return Secrets.equal(secretHash, Secrets.sha256(secret));
  }
}
