package io.tallystream.query.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** What the header {@code Authorization} says; as lenient as the gateway. */
sealed interface Credential {
  record Malformed() implements Credential {}

  /** Basic: the whole of a project. */
  record KeyPair(String publicKey, String secretKey) implements Credential {}

  /** Bearer: scores only, which the gateway takes; or the admin key. */
  record PublicKey(String publicKey) implements Credential {}

  static Credential of(String header) {
    String text = header.strip();
    int blank = text.indexOf(' ');
    if (blank < 0) {
      return new Malformed();
    }
    String rest = text.substring(blank + 1).strip();
    return switch (text.substring(0, blank).toLowerCase(Locale.ROOT)) {
      case "basic" -> basic(rest);
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
