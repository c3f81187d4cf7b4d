package io.tallystream.deploy.local.cli;

import io.tallystream.deploy.local.LocalSystem;
import io.tallystream.deploy.local.Options;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = "Starts everything and waits until it is healthy; Ctrl-C stops it.")
final class Up implements Callable<Integer> {
  @Option(
      names = {"-d", "--detach"},
      description = "run in the background")
  boolean detach;

  @Override
  public Integer call() throws Exception {
    Options options = Tally.options();
    var present = LocalSystem.attach(options);
    if (present.isRunning()) {
      System.out.println(
          "Tallystream is running at " + present.url() + " (./tally status, ./tally down)");
      return CommandLine.ExitCode.OK;
    }
    System.out.println("Starting ..");
    long begin = System.nanoTime();
    if (!detach) {
      // Before the start, so that Ctrl-C while it starts leaves nothing behind.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(present), "stop"));
    }
    var system = LocalSystem.start(options);
    System.out.print(Welcome.text(system.url(), options, (System.nanoTime() - begin) / 1e9));
    if (!detach) {
      System.out.println("Ctrl-C stops it.");
      new CountDownLatch(1).await();
    }
    return CommandLine.ExitCode.OK;
  }

  private static void stop(LocalSystem system) {
    try {
      if (system.isPartlyRunning()) {
        Stopping.announce(system);
        system.close();
      }
    } catch (IOException e) {
      System.err.println("tally: " + e.getMessage());
    }
  }
}
