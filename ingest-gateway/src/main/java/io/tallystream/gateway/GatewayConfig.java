package io.tallystream.gateway;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Every setting of the gateway; environment names are {@code TALLY_GATEWAY_...}. */
@StaticInitSafe
@ConfigMapping(prefix = "tally.gateway")
public interface GatewayConfig {
  /** Base address of query-service, which serves everything that is not ingestion. */
  @WithDefault("http://localhost:3001")
  URI queryUrl();

  /** Port of OTLP/HTTP beside the front door; 0 chooses a free one, -1 turns it off. */
  @WithDefault("4318")
  int otlpHttpPort();

  /** Port of OTLP/gRPC; 0 chooses a free one, -1 turns it off. */
  @WithDefault("4317")
  int otlpGrpcPort();

  /** Bytes of requests between their first byte and the broker's acknowledgement, all projects. */
  @WithDefault("134217728")
  long bytesInFlight();

  /**
   * How long a request is held for bytes to become free, and again for its project's hard limit,
   * before 503; clients wait about 5 s.
   */
  @WithDefault("1500ms")
  Duration holdFor();

  /** Gateways that share the traffic: each gives its part of a project's limits. */
  @WithDefault("1")
  int instances();

  /** Events per second and project that are processed at once; 0 = unlimited. Above: later. */
  @WithDefault("0")
  long softEventsPerSecond();

  /** The same for unpacked body bytes. */
  @WithDefault("0")
  long softBytesPerSecond();

  /** Events per second and project that are accepted; 0 = unlimited. Above: 503. */
  @WithDefault("0")
  long hardEventsPerSecond();

  /** The same for unpacked body bytes. */
  @WithDefault("0")
  long hardBytesPerSecond();

  /** Body of {@code /api/public/ingestion}, unpacked, in bytes (4.5 MB). */
  @WithDefault("4500000")
  int batchBodyBytes();

  /** Body of an OTLP export in bytes, packed and unpacked; exporters do not split. */
  @WithDefault("67108864")
  int otlpBodyBytes();

  /** Longest silence of a client in the middle of its body. */
  @WithDefault("10s")
  Duration bodyTimeout();

  /** Time from the last byte of a request to its answer; then 503 and the client sends it again. */
  @WithDefault("3s")
  Duration answerWithin();

  /** Wait for keys published before an unknown one is refused. */
  @WithDefault("2s")
  Duration keyBarrier();

  /** Time from readiness turning red to refusing new requests, for load balancers to notice. */
  @WithDefault("0s")
  Duration drainNotice();

  /** Longest wait for requests in flight when stopping. */
  @WithDefault("10s")
  Duration drainWithin();

  /** How often counts go to the ledger; a crash loses those of rejected events since the last. */
  @WithDefault("2s")
  Duration ledgerEvery();

  /** Compression of records: lz4, zstd, snappy, gzip or none. */
  @WithDefault("lz4")
  String compression();
}
