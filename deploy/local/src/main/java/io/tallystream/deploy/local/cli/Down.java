package io.tallystream.deploy.local.cli;

import io.tallystream.deploy.local.LocalSystem;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stops everything; data stays.")
final class Down implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    var system = LocalSystem.attach(Tally.options());
    boolean was = system.isPartlyRunning();
    Stopping.announce(system);
    system.close();
    System.out.println(was ? "Stopped." : "Nothing was running.");
    return CommandLine.ExitCode.OK;
  }
}
