package io.tallystream.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What an {@code Authorization} header says. */
sealed interface Credential {
  /** No header. */
  record Missing() implements Credential {}

  /** A header that is neither Basic with a pair nor Bearer with a key. */
  record Malformed() implements Credential {}

  record KeyPair(String publicKey, String secretKey) implements Credential {}

  /** A browser's public key: may only write scores. */
  record PublicKey(String publicKey) implements Credential {}

  /**
   * Reads a header. Some exporters leave the blank of their environment variable encoded ({@code
   * Basic%20..}).
   */
  static Credential of(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return new Missing();
    }
    String text = header.strip().replaceFirst("%20", " ");
    int blank = text.indexOf(' ');
    if (blank < 0) {
      return new Malformed();
    }
    String rest = text.substring(blank + 1).strip();
    return switch (text.substring(0, blank).toLowerCase(java.util.Locale.ROOT)) {
      case "basic" -> basic(rest.replace("%3D", "="));
      case "bearer" -> rest.isEmpty() ? new Malformed() : new PublicKey(rest);
      default -> new Malformed();
    };
  }

  private static Credential basic(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon <= 0
          ? new Malformed()
          : new KeyPair(pair.substring(0, colon), pair.substring(colon + 1).strip());
    } catch (IllegalArgumentException e) {
      return new Malformed();
    }
  }
}
