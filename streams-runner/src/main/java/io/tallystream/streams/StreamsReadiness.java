package io.tallystream.streams;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the topology is running. */
@Readiness
@ApplicationScoped
class StreamsReadiness implements HealthCheck {
  private final StreamsRunner runner;

  StreamsReadiness(StreamsRunner runner) {
    this.runner = runner;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("streams").status(runner.isReady()).build();
  }
}
