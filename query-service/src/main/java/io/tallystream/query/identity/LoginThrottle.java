package io.tallystream.query.identity;

import io.tallystream.query.api.TryLater;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ten wrong passwords for one e-mail address within five minutes, then a pause until the five
 * minutes are over. Per instance; the addresses tried last are remembered, so memory is bounded.
 */
@ApplicationScoped
class LoginThrottle {
  static final int ALLOWED = 10;
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final int MAX_REMEMBERED = 10_000;

  private record Failures(int count, Instant until) {}

  private final LinkedHashMap<String, Failures> byEmail =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /**
   * Before a password is looked at.
   *
   * @throws TryLater with 429 when there were too many failures
   */
  synchronized void check(String email) {
    Failures failures = byEmail.get(email);
    Instant now = Instant.now();
    if (failures != null && failures.until.isAfter(now) && failures.count >= ALLOWED) {
      throw TryLater.tooMany(
          "Too many failed logins for this address. Wait some minutes.",
          Duration.between(now, failures.until));
    }
  }

  synchronized void failed(String email) {
    Instant now = Instant.now();
    Failures before = byEmail.get(email);
    byEmail.put(
        email,
        before == null || !before.until.isAfter(now)
            ? new Failures(1, now.plus(WINDOW))
            : new Failures(before.count + 1, before.until));
  }

  synchronized void succeeded(String email) {
    byEmail.remove(email);
  }
}
