package io.tallystream.query.lifecycle;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /health} and {@code /ready}, without credentials (the contract's section 5.16). */
@Path("/api/public")
class HealthResource {
  private final Database database;
  private final Start start;
  private final String version;

  HealthResource(
      Database database, Start start, @ConfigProperty(name = "tally.version") String version) {
    this.database = database;
    this.start = start;
    this.version = version;
  }

  /** Status and version. */
  record Health(String status, String version) {}

  /** That the process answers; with {@code failIfDatabaseUnavailable=true} the database too. */
  @GET
  @Path("health")
  public Uni<RestResponse<Health>> health(@RestQuery @Nullable String failIfDatabaseUnavailable) {
    return "true".equals(failIfDatabaseUnavailable)
        ? database.answers().map(up -> answer(up, "Database not available"))
        : Uni.createFrom().item(answer(true, ""));
  }

  @GET
  @Path("ready")
  public Uni<RestResponse<Health>> ready() {
    return database.answers().map(up -> answer(up && start.isDone(), "Not ready"));
  }

  private RestResponse<Health> answer(boolean ok, String otherwise) {
    return RestResponse.status(
        ok ? RestResponse.Status.OK : RestResponse.Status.SERVICE_UNAVAILABLE,
        new Health(ok ? "OK" : otherwise, version));
  }
}
