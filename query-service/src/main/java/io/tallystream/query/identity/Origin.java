package io.tallystream.query.identity;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where a browser says that a request comes from: the guard against forged requests. */
enum Origin {
  /** A page of ours. */
  SAME,
  /** A page of somebody else's. */
  FOREIGN,
  /** Not a browser, or one too old to say. */
  UNKNOWN;

  static Origin of(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") ? SAME : FOREIGN;
    }
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return UNKNOWN;
    }
    String host = request.getHeader("X-Forwarded-Host");
    return authority(origin).equals(host != null ? host : request.getHeader("Host"))
        ? SAME
        : FOREIGN;
  }

  private static String authority(String origin) {
    try {
      @Nullable String authority = URI.create(origin).getAuthority();
      return authority == null ? "" : authority;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
