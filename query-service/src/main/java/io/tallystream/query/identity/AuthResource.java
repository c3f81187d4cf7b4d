package io.tallystream.query.identity;

import io.quarkus.security.Authenticated;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sessions of the web interface; no part of the public contract. */
@Path("/api/auth")
class AuthResource {
  private static final Map<String, String> OK = Map.of("message", "OK");

  private final LoginService logins;
  private final SecurityIdentity identity;

  AuthResource(LoginService logins, SecurityIdentity identity) {
    this.logins = logins;
    this.identity = identity;
  }

  @POST
  @Path("login")
  public Uni<Map<String, String>> login(
      @NotNull(message = "required") @Valid LoginRequest body, HttpServerRequest request) {
    refuseForeign(request);
    return logins
        .login(body.email(), body.password())
        .invoke(token -> SessionCookie.set(request, token))
        .replaceWith(OK);
  }

  @POST
  @Path("logout")
  public Uni<Map<String, String>> logout(HttpServerRequest request) {
    refuseForeign(request);
    Optional<String> token = SessionCookie.token(request);
    SessionCookie.clear(request);
    return token.map(logins::logout).orElse(Uni.createFrom().voidItem()).replaceWith(OK);
  }

  @GET
  @Path("session")
  @Authenticated
  public Session session() {
    LoginUser user = identity.getAttribute(LoginUser.ATTRIBUTE);
    if (user == null) {
      throw new UnauthorizedException();
    }
    return new Session(
        new Session.User(user.id(), user.email(), user.name()),
        user.projects().stream().map(ProjectJson::of).toList());
  }

  /** Who is logged in, and what they can look at. */
  record Session(User user, List<ProjectJson> projects) {
    record User(String id, String email, String name) {}
  }

  /** Login and logout need no cookie, so the guard of cookies does not cover them. */
  private static void refuseForeign(HttpServerRequest request) {
    if (Origin.of(request) == Origin.FOREIGN) {
      throw new ForbiddenException("Access denied. The request is not from a page of ours.");
    }
  }
}
