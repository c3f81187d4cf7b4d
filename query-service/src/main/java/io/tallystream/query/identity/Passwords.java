package io.tallystream.query.identity;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import io.tallystream.query.api.TryLater;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes and checks passwords with bcrypt on threads of its own: a tenth of a second of CPU each,
 * so that no number of logins takes the processor from everything else.
 */
@ApplicationScoped
class Passwords {
  private static final int THREADS = 2;

  /** Beyond it a login is refused for the moment: it would wait for seconds. */
  private static final int MAX_WAITING = 50;

  private final ExecutorService threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MAX_WAITING),
          Thread.ofPlatform().daemon().name("password-", 0).factory());

  /** Checked for e-mail addresses that nobody has, so that they take as long as others. */
  private final Uni<String> nobodys = hash(Secrets.token()).memoize().indefinitely();

  @PreDestroy
  void stop() {
    threads.shutdown();
  }

  Uni<String> hash(String password) {
    return on(() -> BcryptUtil.bcryptHash(digest(password)));
  }

  /** Takes the same time with and without a hash. */
  Uni<Boolean> matches(String password, Optional<String> hash) {
    Uni<String> against = hash.map(Uni.createFrom()::item).orElse(nobodys);
    return against.chain(
        stored -> on(() -> BcryptUtil.matches(digest(password), stored) && hash.isPresent()));
  }

  /** bcrypt reads 72 bytes and stops at a zero: it gets a digest of fixed length in text. */
  private static String digest(String password) {
    return Base64.getEncoder().encodeToString(Secrets.digest(password));
  }

  private <T> Uni<T> on(Supplier<T> work) {
    return Uni.createFrom()
        .item(work)
        .runSubscriptionOn(threads)
        .onFailure(RejectedExecutionException.class)
        .transform(e -> TryLater.unavailable("Too many logins at once. Try again."));
  }
}
