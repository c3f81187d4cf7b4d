package io.tallystream.streams;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the topology is running, on every partition. */
@Readiness
@ApplicationScoped
class StreamsReadiness implements HealthCheck {
  private final StreamsRunner runner;

  StreamsReadiness(StreamsRunner runner) {
    this.runner = runner;
  }

  @Override
  public HealthCheckResponse call() {
    Set<TopicPartition> stopped = runner.stopped();
    var response =
        HealthCheckResponse.named("streams").status(runner.isReady() && stopped.isEmpty());
    if (!stopped.isEmpty()) {
      response.withData("stopped", stopped.toString());
    }
    return response.build();
  }
}
