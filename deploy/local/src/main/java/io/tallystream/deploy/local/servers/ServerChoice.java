package io.tallystream.deploy.local.servers;

import java.util.Arrays;
import java.util.Locale;
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
    boolean containers =
        switch (this) {
          case EMBEDDED -> false;
          case CONTAINERS -> {
            requireEngine();
            yield true;
          }
          case AUTO -> engineAnswers();
        };
    return containers ? ContainerPair.start() : EmbeddedPair.start();
  }

  private static void requireEngine() {
    if (!engineAnswers()) {
      throw new IllegalStateException(
          VARIABLE
              + "=containers, but no container engine answers: start one (DOCKER_HOST names its socket), or use "
              + VARIABLE
              + "=embedded");
    }
  }

  private static boolean engineAnswers() {
    return DockerClientFactory.instance().isDockerAvailable();
  }
}
