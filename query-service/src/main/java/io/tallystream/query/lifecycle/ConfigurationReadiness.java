package io.tallystream.query.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the first key and the shipped prices were published. A broker that fails later does
 * not take reads away.
 */
@Readiness
@ApplicationScoped
class ConfigurationReadiness implements HealthCheck {
  private final Start start;

  ConfigurationReadiness(Start start) {
    this.start = start;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("outbox").status(start.isDone()).build();
  }
}
