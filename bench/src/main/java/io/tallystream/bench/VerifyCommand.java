package io.tallystream.bench;

import io.tallystream.audit.Audit;
import io.tallystream.audit.Comparison;
import io.tallystream.audit.Database;
import io.tallystream.bench.client.Api;
import java.sql.Connection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Recomputes every rollup of the project from its stored facts and prints the drift per"
            + " family; zero is the only pass.")
final class VerifyCommand implements Callable<Integer> {
  @Mixin private Target target = new Target();

  @Override
  public Integer call() throws Exception {
    try (Api api = target.api()) {
      String project = api.getJson("/api/public/projects").get("data").get(0).get("id").textValue();
      try (Connection database = Database.connect(target.database())) {
        int number = Database.projectNumber(database, project);
        Comparison comparison = Audit.of(database, number);
        System.out.print(comparison.report());
        System.out.println(comparison.exact() ? "exact" : "DRIFT");
        return comparison.exact() ? 0 : 1;
      }
    }
  }
}
