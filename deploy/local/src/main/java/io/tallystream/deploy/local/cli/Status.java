package io.tallystream.deploy.local.cli;

import io.tallystream.deploy.local.LocalSystem;
import io.tallystream.deploy.local.ProcessStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "status",
    description =
        "Per process: id, port, health, memory. Exit code 0 when all run and are ready, 3 otherwise.")
final class Status implements Callable<Integer> {
  private static final int NOT_RUNNING = 3;

  @Override
  public Integer call() throws Exception {
    var system = LocalSystem.attach(Tally.options());
    var all = system.status();
    System.out.printf("%-20s %8s %6s  %-9s %s%n", "process", "pid", "port", "health", "PSS MiB");
    for (ProcessStatus one : all) {
      System.out.printf(
          "%-20s %8d %6d  %-9s %7d%n",
          one.name(),
          one.pid(),
          one.port(),
          one.ready() ? "ready" : "not ready",
          one.residentMebibytes());
    }
    System.out.printf(
        "%-20s %33s %7d%n",
        "together", "", all.stream().mapToLong(ProcessStatus::residentMebibytes).sum());
    return system.isRunning() && all.stream().allMatch(ProcessStatus::ready) ? 0 : NOT_RUNNING;
  }
}
