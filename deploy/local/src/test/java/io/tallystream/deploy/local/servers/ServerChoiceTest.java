package io.tallystream.deploy.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerChoiceTest {
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "auto", " Auto "})
  void autoIsTheDefaultAndFollowsTheEngine(String value) {
    var choice = ServerChoice.of(value);
    assertThat(choice.inContainers(() -> true)).isTrue();
    assertThat(choice.inContainers(() -> false)).isFalse();
  }

  @Test
  void anUnknownValueIsRefusedWithWhatIsAllowed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerChoice.of("docker"))
        .withMessageContaining("TALLY_TEST_SERVERS")
        .withMessageContaining("'docker'")
        .withMessageContaining("[auto, containers, embedded]");
  }

  @Test
  void containersWithoutAnEngineFailAndSayWhatToDo() {
    assertThat(ServerChoice.of("containers").inContainers(() -> true)).isTrue();
    assertThatIllegalStateException()
        .isThrownBy(() -> ServerChoice.of("containers").inContainers(() -> false))
        .withMessageContaining("DOCKER_HOST")
        .withMessageContaining("deploy/images/engine")
        .withMessageContaining("TALLY_TEST_SERVERS=embedded");
  }

  @Test
  void embeddedAsksForNoEngine() {
    assertThat(
            ServerChoice.of("embedded")
                .inContainers(
                    () -> {
                      throw new AssertionError("asked for an engine");
                    }))
        .isFalse();
  }
}
