package io.tallystream.enrichment.overflow;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.tallystream.streams.StreamsSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Starts the shovel with a process of the role {@code sink}. */
@ApplicationScoped
class ShovelLifecycle {
  private volatile @Nullable Shovel shovel;

  /**
   * @param group of enrichment: the topology's application id
   * @param window bytes
   */
  void start(
      @Observes StartupEvent event,
      StreamsSettings settings,
      MeterRegistry meters,
      @ConfigProperty(name = "quarkus.application.name") String group,
      @ConfigProperty(name = "tally.shovel.window", defaultValue = "65536") long window) {
    if (settings.roles().contains("sink")) {
      var asked =
          new ShovelSettings(settings.bootstrapServers(), group, window, settings.instanceId());
      shovel = new Shovel(asked, meters).start();
    }
  }

  @PreDestroy
  void stop() {
    Shovel running = shovel;
    if (running != null) {
      running.close();
    }
  }
}
