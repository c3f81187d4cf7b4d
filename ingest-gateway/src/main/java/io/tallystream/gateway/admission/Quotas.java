package io.tallystream.gateway.admission;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.event.CompactedTable;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.ProjectConfig;
import io.tallystream.gateway.GatewayConfig;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The limits of each project: what topic {@code projects} says, else the gateway's settings. */
@ApplicationScoped
public class Quotas {
  private static final Logger LOG = Logger.getLogger(Quotas.class);

  private final Limits standard;
  private final CompactedTable<ProjectConfig> table;
  private volatile Map<Integer, Limits> own = Map.of();

  Quotas(GatewayConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    standard =
        new Limits(
            config.softEventsPerSecond(),
            config.softBytesPerSecond(),
            config.hardEventsPerSecond(),
            config.hardBytesPerSecond());
    table =
        new CompactedTable<>(
            Map.of("bootstrap.servers", bootstrap),
            Topics.PROJECTS,
            Quotas::decode,
            projects -> own = limits(projects.values()),
            (what, error) -> LOG.warnf("%s: %s", what, error.toString()));
  }

  @PostConstruct
  void start() {
    table.start();
  }

  @PreDestroy
  void stop() {
    table.close();
  }

  /** Whether they have been read once. */
  public boolean isLoaded() {
    return table.isLoaded();
  }

  Limits of(int project) {
    return own.getOrDefault(project, standard);
  }

  private Map<Integer, Limits> limits(Collection<ProjectConfig> projects) {
    return projects.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                ProjectConfig::getProject, each -> standard.with(each.getQuota())));
  }

  private static ProjectConfig decode(byte[] value) {
    try {
      return ProjectConfig.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a ProjectConfig", e);
    }
  }
}
