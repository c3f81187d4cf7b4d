package io.tallystream.query.identity;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys by their public half, remembered for a few seconds: a key that somebody revokes stops to
 * work that soon on every instance. Unknown keys are asked for each time, so a new one works at
 * once, and guesses do not fill the memory.
 */
@ApplicationScoped
class ApiKeys {
  private static final Duration REMEMBERED = Duration.ofSeconds(3);
  private static final int MAX_REMEMBERED = 10_000;

  private record Remembered(ApiKey key, Instant until) {}

  private final IdentityRepository repository;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

  ApiKeys(IdentityRepository repository) {
    this.repository = repository;
  }

  /** The key, unless it is unknown or expired. */
  Uni<Optional<ApiKey>> find(String publicKey) {
    Instant now = Instant.now();
    Remembered known = remembered.get(publicKey);
    if (known != null && known.until.isAfter(now)) {
      return Uni.createFrom().item(Optional.of(known.key).filter(key -> key.isValid(now)));
    }
    return repository
        .apiKey(publicKey)
        .invoke(found -> remember(publicKey, found, now))
        .map(found -> found.filter(key -> key.isValid(now)));
  }

  private void remember(String publicKey, Optional<ApiKey> found, Instant now) {
    if (found.isEmpty()) {
      remembered.remove(publicKey);
      return;
    }
    if (remembered.size() >= MAX_REMEMBERED) {
      remembered.clear();
    }
    remembered.put(publicKey, new Remembered(found.get(), now.plus(REMEMBERED)));
  }
}
