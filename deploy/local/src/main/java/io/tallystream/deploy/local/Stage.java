package io.tallystream.deploy.local;

import java.nio.file.Path;

/** The four stages, in the order in which a span passes them. */
public enum Stage {
  GATEWAY("ingest-gateway", Port.FRONT, 384),
  ENRICHMENT("enrichment-streams", Port.ENRICHMENT, 384),
  AGGREGATOR("cost-aggregator", Port.AGGREGATOR, 320),
  QUERY("query-service", Port.QUERY, 256);

  private final String module;
  private final Port port;
  private final int heapMebibytes;

  Stage(String module, Port port, int heapMebibytes) {
    this.module = module;
    this.port = port;
    this.heapMebibytes = heapMebibytes;
  }

  /** Its folder, its process's name and its log's name. */
  public String module() {
    return module;
  }

  /** Where it answers HTTP, health included. */
  public Port port() {
    return port;
  }

  int heapMebibytes() {
    return heapMebibytes;
  }

  Path artifact(Path root) {
    return root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
  }
}
