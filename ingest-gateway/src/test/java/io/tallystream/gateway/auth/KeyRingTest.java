package io.tallystream.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.event.v1.ApiKeyConfig;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
  private static final long EXPIRES = 1_000;
  private final KeyRing ring = new KeyRing(Map.of("pk", key("pk", 0), "old", key("old", EXPIRES)));

  @Test
  void thePairOfAKeyWritesForItsProject() {
    assertThat(check(basic("pk:sk")))
        .isEqualTo(new Verdict.Granted(new Principal(7, "project-7", Principal.Scope.PROJECT)));
  }

  @Test
  void aBearerPublicKeyWritesScoresOnly() {
    assertThat(check("Bearer pk"))
        .isEqualTo(new Verdict.Granted(new Principal(7, "project-7", Principal.Scope.SCORES)));
  }

  @Test
  void theBlankMayBeEncoded() {
    assertThat(check(basic("pk:sk").replace(" ", "%20"))).isInstanceOf(Verdict.Granted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pk:no", "pk:", "nobody:sk", "old:sk"})
  void aWrongSecretAnUnknownKeyAndAnExpiredOneAreRefusedAlike(String pair) {
    assertThat(check(basic(pair))).isEqualTo(new Verdict.Refused(KeyRing.BAD_PAIR));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic", "Basic !!", "Digest x", "Basic bm9jb2xvbg=="})
  void whatIsNoCredentialIsSaidToBeMalformed(String header) {
    assertThat(check(header)).isEqualTo(new Verdict.Refused(KeyRing.BAD_HEADER));
  }

  @Test
  void noHeaderIsRefused() {
    assertThat(ring.check(Credential.of(null), EXPIRES))
        .isEqualTo(new Verdict.Refused(KeyRing.NO_HEADER));
  }

  private Verdict check(String header) {
    return ring.check(Credential.of(header), EXPIRES);
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static ApiKeyConfig key(String publicKey, long expires) {
    return ApiKeyConfig.newBuilder()
        .setPublicKey(publicKey)
        .setSecretSha256(KeyRing.sha256Hex("sk"))
        .setProject(7)
        .setProjectId("project-7")
        .setExpiresAtUs(expires)
        .build();
  }
}
