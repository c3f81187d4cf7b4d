package io.tallystream.gateway.auth;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.event.CompactedTable;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.ApiKeyConfig;
import io.tallystream.gateway.GatewayConfig;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Answers credentials from memory; asks the broker only before it refuses. Never blocks. */
@ApplicationScoped
public class ApiKeys {
  private static final Logger LOG = Logger.getLogger(ApiKeys.class);

  private final CompactedTable<ApiKeyConfig> table;
  private final Barrier barrier;
  private final ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();

  ApiKeys(
      GatewayConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    table =
        new CompactedTable<>(
            Map.of("bootstrap.servers", bootstrap),
            Topics.API_KEYS,
            ApiKeys::decode,
            keys -> LOG.debugf("%d API keys", keys.size()),
            (what, error) -> LOG.warnf("%s: %s", what, error.toString()));
    barrier =
        new Barrier(
            () -> table.awaitAsOf(System.currentTimeMillis(), config.keyBarrier()), waiting);
  }

  @PostConstruct
  void start() {
    table.start();
    barrier.pass();
  }

  @PreDestroy
  void stop() {
    table.close();
    waiting.close();
  }

  /** Whether the keys have been read once. */
  public boolean isLoaded() {
    return table.isLoaded();
  }

  /** Completes on any thread; at once for a known key. */
  public CompletionStage<Verdict> authenticate(@Nullable String header) {
    Credential credential = Credential.of(header);
    Verdict verdict = check(credential);
    if (verdict instanceof Verdict.Granted || !KeyRing.mayBeNewer(credential)) {
      return CompletableFuture.completedFuture(verdict);
    }
    return barrier
        .pass()
        .handle((fresh, e) -> e == null && fresh ? check(credential) : new Verdict.Unknown());
  }

  private Verdict check(Credential credential) {
    long nowMicros = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    return new KeyRing(table.current()).check(credential, nowMicros);
  }

  private static ApiKeyConfig decode(byte[] value) {
    try {
      return ApiKeyConfig.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not an ApiKeyConfig", e);
    }
  }
}
