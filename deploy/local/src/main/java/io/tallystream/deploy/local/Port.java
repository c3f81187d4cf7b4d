package io.tallystream.deploy.local;

/** Every port that the system listens on, its default and the variable that moves it. */
public enum Port {
  FRONT("TALLY_PORT", 3000),
  QUERY("TALLY_QUERY_PORT", 3001),
  ENRICHMENT("TALLY_ENRICHMENT_PORT", 3002),
  AGGREGATOR("TALLY_AGGREGATOR_PORT", 3003),
  OTLP_GRPC("TALLY_OTLP_GRPC_PORT", 4317),
  OTLP_HTTP("TALLY_OTLP_HTTP_PORT", 4318),
  KAFKA("TALLY_KAFKA_PORT", 19092),
  KAFKA_CONTROLLER("TALLY_KAFKA_CONTROLLER_PORT", 19093),
  POSTGRES("TALLY_POSTGRES_PORT", 15432);

  private final String variable;
  private final int standard;

  Port(String variable, int standard) {
    this.variable = variable;
    this.standard = standard;
  }

  public String variable() {
    return variable;
  }

  int standard() {
    return standard;
  }
}
