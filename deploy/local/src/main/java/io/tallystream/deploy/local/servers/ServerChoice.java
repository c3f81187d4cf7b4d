package io.tallystream.deploy.local.servers;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** Where the test servers come from. */
enum ServerChoice {
  AUTO,
  CONTAINERS,
  EMBEDDED;

  static final String VARIABLE = "TALLY_TEST_SERVERS";

  /**
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  static ServerChoice of(@Nullable String value) {
    if (value == null || value.isBlank()) {
      return AUTO;
    }
    return Arrays.stream(values())
        .filter(c -> c.name().equalsIgnoreCase(value.trim()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    VARIABLE
                        + " is '"
                        + value
                        + "'; use "
                        + Arrays.toString(values()).toLowerCase(Locale.ROOT)));
  }

  ServerPair start() throws Exception {
    return inContainers(() -> DockerClientFactory.instance().isDockerAvailable())
        ? ContainerPair.start()
        : EmbeddedPair.start();
  }

  /**
   * @param engine whether a container engine answers
   * @throws IllegalStateException when containers are asked for and none does
   */
  boolean inContainers(BooleanSupplier engine) {
    return switch (this) {
      case EMBEDDED -> false;
      case AUTO -> engine.getAsBoolean();
      case CONTAINERS -> {
        if (!engine.getAsBoolean()) {
          throw new IllegalStateException(
              VARIABLE
                  + "=containers, but no container engine answers: start one (DOCKER_HOST names its"
                  + " socket; deploy/images/engine starts Podman), or use "
                  + VARIABLE
                  + "=embedded");
        }
        yield true;
      }
    };
  }
}
