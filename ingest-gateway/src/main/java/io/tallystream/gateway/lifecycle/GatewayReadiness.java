package io.tallystream.gateway.lifecycle;

import io.tallystream.event.Topics;
import io.tallystream.gateway.admission.Admission;
import io.tallystream.gateway.admission.Quotas;
import io.tallystream.gateway.auth.ApiKeys;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the broker answers, its topics have the partitions that keys are spread over, API
 * keys and quotas are read, and the gateway is not draining.
 */
@Readiness
@ApplicationScoped
class GatewayReadiness implements HealthCheck {
  private static final List<String> KEYED =
      List.of(Topics.EVENTS, Topics.EVENTS_OVERFLOW, Topics.EVENTS_UNROUTED, Topics.SCORES);

  private final Admin admin;
  private final ApiKeys keys;
  private final Quotas quotas;
  private final Admission admission;

  GatewayReadiness(
      ApiKeys keys,
      Quotas quotas,
      Admission admission,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    this.keys = keys;
    this.quotas = quotas;
    this.admission = admission;
    admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "client.id",
                "ingest-gateway-health",
                "default.api.timeout.ms",
                2_000,
                "request.timeout.ms",
                2_000));
  }

  @PreDestroy
  void close() {
    admin.close();
  }

  @Override
  public HealthCheckResponse call() {
    String state = state();
    return HealthCheckResponse.named("gateway")
        .status(state.equals("ok"))
        .withData("state", state)
        .build();
  }

  private String state() {
    if (admission.isDraining()) {
      return "draining";
    }
    if (!keys.isLoaded()) {
      return "API keys are not read yet";
    }
    if (!quotas.isLoaded()) {
      return "quotas are not read yet";
    }
    return topics();
  }

  private String topics() {
    try {
      Map<String, TopicDescription> found =
          admin.describeTopics(KEYED).allTopicNames().get(2, TimeUnit.SECONDS);
      boolean wrong =
          found.values().stream().anyMatch(t -> t.partitions().size() != Topics.partitions());
      return wrong
          ? "one of " + KEYED + " does not have " + Topics.partitions() + " partitions"
          : "ok";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "stopping";
    } catch (ExecutionException | TimeoutException e) {
      return "the broker does not answer, or a topic is missing";
    }
  }
}
