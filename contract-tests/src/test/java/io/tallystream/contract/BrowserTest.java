package io.tallystream.contract;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tallystream.bench.client.Api;
import io.tallystream.bench.measure.Spans;
import io.tallystream.deploy.local.demo.PublicApi;
import io.tallystream.deploy.local.demo.Traffic;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A reader walks through the packaged pages in both themes, by mouse and by keyboard, with axe
 * looking on.
 */
@ExtendWith(RunningSystem.class)
class BrowserTest {
  private static final int TRACES = 120;
  private static final int DAYS = 3;
  private static final Path WEBUI =
      Path.of(System.getProperty("tallystream.root"), "query-service/src/main/webui");
  private static final Path HOME = Path.of("target", "browser").toAbsolutePath();
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  @Test
  void theWalkThroughThePagesIsClean(RunningSystem system) throws Exception {
    Files.createDirectories(HOME);
    traffic(system);
    var environment = new HashMap<>(browser());
    environment.put("TALLY_LOGIN_EMAIL", RunningSystem.EMAIL);
    environment.put("TALLY_LOGIN_PASSWORD", RunningSystem.PASSWORD);
    environment.put("SHOTS", HOME.resolve("shots").toString());

    Sdk.run(WEBUI, environment, List.of("node", "src/test/browser/walk.mjs", system.url()));
  }

  /** Until a trace that was sent after all of it is there to read. */
  private static void traffic(RunningSystem system) throws Exception {
    new Traffic(TRACES, DAYS, 1, Instant.now())
        .send(
            new PublicApi(system.url(), RunningSystem.PUBLIC_KEY, RunningSystem.SECRET_KEY),
            sent -> {});
    try (Api api = system.api()) {
      var last = new Spans(77).probe("browser");
      api.export(last.request());
      Eventually.json(api, "/api/public/traces/" + last.traceId());
    }
  }

  /** None for the Chromium on PATH, which the walk finds; else those of the one from npm. */
  private static Map<String, String> browser() throws IOException, InterruptedException {
    if (onPath()) {
      return Map.of();
    }
    try {
      for (String file : List.of("package.json", "package-lock.json", "chromium.mjs")) {
        Files.copy(
            Path.of("browser", file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      Sdk.run(HOME, Map.of(), List.of("npm", "ci", "--no-audit", "--no-fund"));
      String variables =
          Sdk.run(HOME, Map.of("TMPDIR", HOME.toString()), List.of("node", "chromium.mjs"));
      return Api.JSON.readValue(variables, new TypeReference<Map<String, String>>() {});
    } catch (AssertionError e) {
      throw new AssertionError(
          "No browser: install chromium (Debian: apt-get install chromium), since that of npm did not come",
          e);
    }
  }

  private static boolean onPath() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(
            folder -> NAMES.stream().anyMatch(name -> Files.isExecutable(Path.of(folder, name))));
  }
}
