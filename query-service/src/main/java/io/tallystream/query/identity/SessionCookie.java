package io.tallystream.query.identity;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/** The cookie of the web interface: scripts cannot read it, other sites cannot make it be sent. */
final class SessionCookie {
  static final String NAME = "tally_session";
  static final Duration LIFE = Duration.ofDays(30);

  private SessionCookie() {}

  static Optional<String> token(HttpServerRequest request) {
    return Optional.ofNullable(request.getCookie(NAME)).map(Cookie::getValue);
  }

  static void set(HttpServerRequest request, String token) {
    request.response().addCookie(cookie(request, token).setMaxAge(LIFE.toSeconds()));
  }

  static void clear(HttpServerRequest request) {
    request.response().addCookie(cookie(request, "").setMaxAge(0));
  }

  private static Cookie cookie(HttpServerRequest request, String token) {
    String proto = request.getHeader("X-Forwarded-Proto");
    return Cookie.cookie(NAME, token)
        .setPath("/")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.LAX)
        .setSecure("https".equals(proto != null ? proto : request.scheme()));
  }
}
