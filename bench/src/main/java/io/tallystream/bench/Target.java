package io.tallystream.bench;

import io.tallystream.bench.client.Api;
import io.tallystream.deploy.local.LocalSystem;
import io.tallystream.deploy.local.Options;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which system a command talks to: what {@code ./tally up} started, unless told otherwise. */
final class Target {
  private static final String LOCAL = " (default: of what ./tally up started)";

  @Option(names = "--url", description = "base URL" + LOCAL, defaultValue = "${env:TALLY_URL:-}")
  private String url = "";

  @Option(
      names = "--public-key",
      defaultValue = "${env:LANGFUSE_PUBLIC_KEY:-pk-lf-1234567890}",
      description = "project key (default: ${DEFAULT-VALUE})")
  private String publicKey = "";

  @Option(
      names = "--secret-key",
      defaultValue = "${env:LANGFUSE_SECRET_KEY:-sk-lf-1234567890}",
      description = "its secret")
  private String secretKey = "";

  @Option(names = "--database", description = "PostgreSQL of the views" + LOCAL)
  private String database = "";

  @Option(names = "--kafka", description = "broker" + LOCAL)
  private String kafka = "";

  private final Options options =
      Options.from(
          Path.of(System.getProperty("tallystream.root", "")).toAbsolutePath(), System.getenv());
  private final LocalSystem local = LocalSystem.attach(options);

  /** Of the system on this machine. */
  Options options() {
    return options;
  }

  String url() {
    return url.isEmpty() ? local.url() : url;
  }

  String database() {
    return database.isEmpty() ? local.databaseUrl() : database;
  }

  String kafka() {
    return kafka.isEmpty() ? local.kafkaBootstrapServers() : kafka;
  }

  Api api() {
    return new Api(url(), publicKey, secretKey);
  }
}
