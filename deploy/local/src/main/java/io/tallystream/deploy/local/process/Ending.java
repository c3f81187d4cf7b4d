package io.tallystream.deploy.local.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes: asked first, forced when they do not follow. */
public final class Ending {
  private Ending() {}

  /** SIGTERM to all at once. */
  public static void of(List<ProcessHandle> processes, Duration patience) {
    processes.forEach(ProcessHandle::destroy);
    await(processes, patience);
  }

  /** Waits for all; kills what is left. */
  public static void await(List<ProcessHandle> processes, Duration patience) {
    var all =
        CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
    try {
      all.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      processes.forEach(ProcessHandle::destroyForcibly);
    } catch (TimeoutException | ExecutionException stuck) {
      processes.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
