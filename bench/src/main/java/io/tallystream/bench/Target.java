package io.tallystream.bench;

import io.tallystream.bench.client.Api;
import picocli.CommandLine.Option;

/** Which system a command talks to; the defaults are those of {@code ./tally up}. */
final class Target {
  @Option(
      names = "--url",
      description = "base URL (default: ${DEFAULT-VALUE})",
      defaultValue = "${env:TALLY_URL:-http://localhost:3000}")
  String url = "";

  @Option(
      names = "--public-key",
      defaultValue = "${env:LANGFUSE_PUBLIC_KEY:-pk-lf-1234567890}",
      description = "project key (default: ${DEFAULT-VALUE})")
  String publicKey = "";

  @Option(
      names = "--secret-key",
      defaultValue = "${env:LANGFUSE_SECRET_KEY:-sk-lf-1234567890}",
      description = "its secret")
  String secretKey = "";

  @Option(
      names = "--database",
      defaultValue = "${env:DATABASE_URL:-postgresql://tally:tally@localhost:15432/tally}",
      description = "PostgreSQL of the views (default: ${DEFAULT-VALUE})")
  String database = "";

  @Option(
      names = "--kafka",
      defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS:-localhost:19092}",
      description = "broker (default: ${DEFAULT-VALUE})")
  String kafka = "";

  Api api() {
    return new Api(url, publicKey, secretKey);
  }
}
