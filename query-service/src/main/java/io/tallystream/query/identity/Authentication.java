package io.tallystream.query.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who asks (the contract's section 1.10): the header {@code Authorization} before the session
 * cookie. Nothing here waits on a thread.
 */
@ApplicationScoped
class Authentication implements HttpAuthenticationMechanism {
  private static final String BAD_HEADER =
      "Invalid authorization header. Send 'Authorization: Basic base64(publicKey:secretKey)'.";
  private static final String BAD_PAIR =
      "Invalid credentials. Confirm that you've configured the correct host, public key and secret"
          + " key.";
  private static final String BAD_PUBLIC_KEY =
      "Invalid public key. Confirm that you've configured the correct host and public key.";
  private static final String SCORES_ONLY =
      "Access denied. A public key alone may only write scores.";

  private final ApiKeys keys;
  private final SessionAuthentication sessions;
  private final Optional<String> adminKeyHash;

  /**
   * @param adminKey absent: nobody is the operator
   */
  Authentication(
      ApiKeys keys,
      SessionAuthentication sessions,
      @ConfigProperty(name = "tally.admin.key") Optional<String> adminKey) {
    this.keys = keys;
    this.sessions = sessions;
    this.adminKeyHash = adminKey.map(Secrets::sha256);
  }

  @Override
  public Uni<SecurityIdentity> authenticate(RoutingContext ctx, IdentityProviderManager unused) {
    String header = ctx.request().getHeader("Authorization");
    if (header != null && !header.isBlank()) {
      return authenticate(Credential.of(header));
    }
    Optional<String> token = SessionCookie.token(ctx.request());
    return token.isPresent()
        ? sessions.authenticate(ctx.request(), token.get())
        : Uni.createFrom().nullItem();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext ctx) {
    // No WWW-Authenticate: a browser would open its own login window.
    return Uni.createFrom().item(new ChallengeData(401));
  }

  private Uni<SecurityIdentity> authenticate(Credential credential) {
    return switch (credential) {
      case Credential.Malformed m ->
          Uni.createFrom().failure(new AuthenticationFailedException(BAD_HEADER));
      case Credential.KeyPair(String publicKey, String secret) ->
          keys.find(publicKey)
              .map(found -> found.filter(key -> key.opensWith(secret)))
              .map(found -> found.orElseThrow(() -> new AuthenticationFailedException(BAD_PAIR)))
              .map(key -> Identities.of(key.publicKey(), key.project()));
      case Credential.PublicKey(String key) when isAdmin(key) ->
          Uni.createFrom().item(Identities.operator());
      case Credential.PublicKey(String publicKey) ->
          keys.find(publicKey).map(Authentication::scoresOnly);
    };
  }

  private boolean isAdmin(String key) {
    return adminKeyHash.filter(hash -> Secrets.equal(hash, Secrets.sha256(key))).isPresent();
  }

  private static SecurityIdentity scoresOnly(Optional<ApiKey> key) {
    if (key.isPresent()) {
      throw new ForbiddenException(SCORES_ONLY);
    }
    throw new AuthenticationFailedException(BAD_PUBLIC_KEY);
  }
}
