package io.tallystream.aggregator.topology;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the topology is running. */
@Readiness
@ApplicationScoped
class AggregatorReadiness implements HealthCheck {
  private final AggregatorLifecycle lifecycle;

  AggregatorReadiness(AggregatorLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("aggregation").status(lifecycle.isReady()).build();
  }
}
