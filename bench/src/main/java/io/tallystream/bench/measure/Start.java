package io.tallystream.bench.measure;

import io.tallystream.deploy.local.LocalSystem;
import io.tallystream.deploy.local.Options;
import io.tallystream.deploy.local.Stage;
import java.util.Map;

/**
 * Start of a built system until every stage is ready; ends what runs first. Not a {@link Phase}.
 */
public final class Start {
  private Start() {}

  /** Stages have the variables again that they had. */
  public static void measure(Options options) throws Exception {
    LocalSystem running = LocalSystem.attach(options);
    Options same = options;
    for (Stage stage : Stage.values()) {
      for (Map.Entry<String, String> variable : Stages.environment(running, stage).entrySet()) {
        if (isOurs(variable.getKey())) {
          same = same.with(variable.getKey(), variable.getValue());
        }
      }
    }
    running.close();
    long start = System.nanoTime();
    LocalSystem.start(same);
    Report.line(
        "start of a built system until all stages are ready",
        "%.1f s (target 10)",
        Run.secondsSince(start));
  }

  /** What a user may have set; what the launcher sets for one stage, it sets again. */
  private static boolean isOurs(String variable) {
    return variable.startsWith("TALLY_") || variable.startsWith("LANGFUSE_");
  }
}
