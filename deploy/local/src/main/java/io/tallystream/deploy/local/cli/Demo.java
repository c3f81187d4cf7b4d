package io.tallystream.deploy.local.cli;

import io.tallystream.deploy.local.Bootstrap;
import io.tallystream.deploy.local.LocalSystem;
import io.tallystream.deploy.local.demo.PublicApi;
import io.tallystream.deploy.local.demo.Traffic;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "demo", description = "Sends realistic traffic to the running system.")
final class Demo implements Callable<Integer> {
  private static final int PROGRESS = 50;

  @Option(names = "--traces", defaultValue = "2000", description = "how many (${DEFAULT-VALUE})")
  int traces;

  @Option(
      names = "--days",
      defaultValue = "21",
      description = "over how many days up to now (${DEFAULT-VALUE})")
  int days;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "the same seed sends the same traces (${DEFAULT-VALUE})")
  long seed;

  @Override
  public Integer call() throws Exception {
    var options = Tally.options();
    var environment = options.environment();
    String url = LocalSystem.attach(options).url();
    var api =
        new PublicApi(
            url, environment.get(Bootstrap.PUBLIC_KEY), environment.get(Bootstrap.SECRET_KEY));
    new Traffic(traces, days, seed, Instant.now()).send(api, this::progress);
    System.out.println("\nSent. Look at " + url);
    return CommandLine.ExitCode.OK;
  }

  private void progress(int sent) {
    if (sent % PROGRESS == 0 || sent == traces) {
      System.out.printf("\r%d of %d traces", sent, traces);
      System.out.flush();
    }
  }
}
