package io.tallystream.deploy.local.cli;

import io.tallystream.deploy.local.LocalSystem;
import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.deploy.local.views.Rebuild;
import io.tallystream.deploy.local.views.Views;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "rebuild",
    description = {
      "Drops the views of facts and rollups in PostgreSQL and lets the running sinks write them again from Kafka.",
      "Nothing is lost and nothing stops, but until it ends answers miss what is not read again yet. Payloads and dead letters stay as they are.",
      "Reads DATABASE_URL, or what ./tally up started."
    },
    footer = {"", "Exit code: 0 done, 1 failed or different, 2 wrong use."})
final class RebuildViews implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Option(
      names = "--check",
      description =
          "compare every row before and after; they are the same unless something was sent meanwhile")
  boolean check;

  @Override
  public Integer call() throws Exception {
    var address = DatabaseAddress.parse(LocalSystem.attach(Tally.options()).databaseUrl());
    try (var views = Views.open(address)) {
      Map<String, String> before = check ? views.checksums() : Map.of();
      Rebuild.start(views).await(PATIENCE, RebuildViews::say);
      System.out.println();
      return check ? compare(before, views.checksums()) : 0;
    }
  }

  private static int compare(Map<String, String> before, Map<String, String> after) {
    int different = 0;
    for (Map.Entry<String, String> table : before.entrySet()) {
      String now = after.get(table.getKey());
      if (!table.getValue().equals(now)) {
        different = 1;
        System.out.printf("%s: %s before, %s now%n", table.getKey(), table.getValue(), now);
      }
    }
    System.out.println(different == 0 ? "Every row is as it was." : "Not as it was.");
    return different;
  }

  private static void say(Rebuild.Progress progress) {
    System.out.printf("\rread again: %,d of %,d offsets", progress.done(), progress.of());
    System.out.flush();
  }
}
