package io.tallystream.contract;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A released SDK, installed by its own package manager into {@code target/sdks}, and a script that
 * uses it.
 */
enum Sdk {
  PYTHON_2("python-2"),
  PYTHON_5("python-5"),
  JS_3("js-3"),
  JS_5("js-5");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final String folder;

  Sdk(String folder) {
    this.folder = folder;
  }

  /** Runs {@code trace.py} or {@code trace.mjs}. */
  JsonNode trace(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run("trace", environment, arguments);
  }

  /** Runs a script of the SDK's folder and returns the line of JSON that it prints last. */
  JsonNode run(String script, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path home = install();
    var command = new ArrayList<String>();
    if (isPython()) {
      command.addAll(List.of(home.resolve("bin/python").toString(), source(script + ".py")));
    } else {
      // Modules are found beside the script.
      copy(script + ".mjs", home);
      command.addAll(List.of("node", script + ".mjs"));
    }
    command.addAll(Arrays.asList(arguments));
    String output = run(home, environment, command);
    return JSON.readTree(output.strip().lines().reduce((first, last) -> last).orElseThrow());
  }

  private boolean isPython() {
    return folder.startsWith("python");
  }

  private Path install() throws IOException, InterruptedException {
    Path home = Path.of("target", "sdks", folder).toAbsolutePath();
    Path done = home.resolve("installed");
    if (Files.exists(done)) {
      return home;
    }
    Files.createDirectories(home);
    if (isPython()) {
      run(home, Map.of(), List.of("python3", "-m", "venv", home.toString()));
      run(
          home,
          Map.of(),
          List.of(
              home.resolve("bin/pip").toString(),
              "install",
              "--quiet",
              "-r",
              source("requirements.txt")));
    } else {
      copy("package.json", home);
      copy("package-lock.json", home);
      run(home, Map.of(), List.of("npm", "ci", "--no-audit", "--no-fund"));
    }
    return Files.createFile(done).getParent();
  }

  private void copy(String file, Path home) throws IOException {
    Files.copy(Path.of(source(file)), home.resolve(file), StandardCopyOption.REPLACE_EXISTING);
  }

  private String source(String file) {
    return Path.of("sdks", folder, file).toAbsolutePath().toString();
  }

  /** What the command printed; a failure says all of it. */
  static String run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("sdk", ".err");
    var builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new AssertionError(command + " failed:\n" + output + Files.readString(errors));
    }
    return output;
  }
}
