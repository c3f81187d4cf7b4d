package io.tallystream.gateway.auth;

import io.tallystream.event.v1.ApiKeyConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks credentials against one state of the keys. Secrets are random and long, so one SHA-256 of
 * each is enough; they are compared in constant time.
 *
 * @param keys by public key
 */
record KeyRing(Map<String, ApiKeyConfig> keys) {
  static final String NO_HEADER = "No authorization header";
  static final String BAD_HEADER =
      "Invalid authorization header. Send 'Authorization: Basic base64(publicKey:secretKey)'.";
  static final String BAD_PAIR =
      "Invalid credentials. Confirm that you've configured the correct host, public key and secret"
          + " key.";
  static final String BAD_PUBLIC_KEY =
      "Invalid public key. Confirm that you've configured the correct host and public key.";

  Verdict check(Credential credential, long nowMicros) {
    return switch (credential) {
      case Credential.Missing m -> new Verdict.Refused(NO_HEADER);
      case Credential.Malformed m -> new Verdict.Refused(BAD_HEADER);
      case Credential.KeyPair(String key, String secret) -> pair(valid(key, nowMicros), secret);
      case Credential.PublicKey(String key) -> bearer(valid(key, nowMicros));
    };
  }

  /** Whether a newer state of the keys could grant what this one refuses. */
  static boolean mayBeNewer(Credential credential) {
    return credential instanceof Credential.KeyPair || credential instanceof Credential.PublicKey;
  }

  private @Nullable ApiKeyConfig valid(String publicKey, long nowMicros) {
    ApiKeyConfig key = keys.get(publicKey);
    return key == null || (key.getExpiresAtUs() != 0 && key.getExpiresAtUs() <= nowMicros)
        ? null
        : key;
  }

  private static Verdict pair(@Nullable ApiKeyConfig key, String secret) {
    byte[] expected = ascii(key == null ? "" : key.getSecretSha256());
    boolean equal = MessageDigest.isEqual(expected, ascii(sha256Hex(secret)));
    return key != null && equal
        ? granted(key, Principal.Scope.PROJECT)
        : new Verdict.Refused(BAD_PAIR);
  }

  private static Verdict bearer(@Nullable ApiKeyConfig key) {
    return key == null ? new Verdict.Refused(BAD_PUBLIC_KEY) : granted(key, Principal.Scope.SCORES);
  }

  private static Verdict granted(ApiKeyConfig key, Principal.Scope scope) {
    return new Verdict.Granted(new Principal(key.getProject(), key.getProjectId(), scope));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static String sha256Hex(String secret) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
