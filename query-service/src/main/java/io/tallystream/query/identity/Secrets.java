package io.tallystream.query.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Random secrets, and the hash under which they are stored. */
final class Secrets {
  private static final int TOKEN_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** 256 random bits, safe in a cookie. */
  static String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Lower-case hex; enough for secrets that are random and long, not for passwords. */
  static String sha256(String secret) {
    return HexFormat.of().formatHex(digest(secret));
  }

  static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static boolean equal(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.US_ASCII), b.getBytes(StandardCharsets.US_ASCII));
  }

  /** {@code sk-lf-...abcd}: enough to recognise a key, too little to use it. */
  static String display(String secret) {
    String end = secret.length() > 12 ? secret.substring(secret.length() - 4) : "";
    return (secret.startsWith("sk-lf-") ? "sk-lf-" : "") + "..." + end;
  }
}
