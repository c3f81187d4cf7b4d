package io.tallystream.query.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** People by their session cookie, and the project that the page is about. */
@ApplicationScoped
class SessionAuthentication {
  static final String PROJECT_HEADER = "X-Tally-Project";
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final IdentityRepository repository;

  SessionAuthentication(IdentityRepository repository) {
    this.repository = repository;
  }

  /**
   * @return fails with 401 for an unknown or expired session, with 403 for a project that is not
   *     the user's, a viewer who writes, and a write that no page of ours sent
   */
  Uni<SecurityIdentity> authenticate(HttpServerRequest request, String token) {
    boolean writes = !SAFE.contains(request.method());
    if (writes && Origin.of(request) != Origin.SAME) {
      return Uni.createFrom()
          .failure(
              new ForbiddenException("Access denied. The request is not from a page of ours."));
    }
    return repository
        .user(Secrets.sha256(token))
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new AuthenticationFailedException("The session has ended. Log in again.")))
        .map(user -> Identities.of(user, project(user, request.getHeader(PROJECT_HEADER), writes)));
  }

  private static Optional<MemberProject> project(
      LoginUser user, @Nullable String projectId, boolean writes) {
    if (projectId == null || projectId.isEmpty()) {
      return Optional.empty();
    }
    MemberProject project =
        user.project(projectId)
            .orElseThrow(() -> new ForbiddenException("Access denied. Not a project of yours."));
    if (writes && !project.role().mayWrite()) {
      throw new ForbiddenException("Access denied. Viewers may not change anything.");
    }
    return Optional.of(project);
  }
}
