package io.tallystream.query.lifecycle;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the database answers. */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements AsyncHealthCheck {
  private final Database database;

  DatabaseReadiness(Database database) {
    this.database = database;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return database.answers().map(up -> HealthCheckResponse.named("database").status(up).build());
  }
}
