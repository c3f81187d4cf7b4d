package io.tallystream.bench.client;

import io.tallystream.audit.Database;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.ApiKeyConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A second project with a key of its own, made in the database as no route makes one yet: the rows,
 * and the key's message in the outbox, which query-service publishes.
 *
 * @param number in keys and rows
 */
public record HotProject(int number, String publicKey, String secretKey) {
  public static final String ID = "bench-hot";
  private static final String PUBLIC_KEY = "pk-lf-bench-hot";

  /** The lock of query-service's outbox: ids in the order of commits. */
  private static final String LOCK = "SELECT pg_advisory_xact_lock(28271)";

  private static final String PROJECT =
      """
      INSERT INTO project (id, organization_id, name)
      SELECT ?, id, 'Bench: the hot one' FROM organization ORDER BY created_at, id LIMIT 1
      ON CONFLICT (id) DO NOTHING
      """;
  private static final String KEY =
      """
      INSERT INTO api_key (id, project_id, public_key, secret_sha256, display_secret_key)
      VALUES (?, ?, ?, ?, '...')
      ON CONFLICT (public_key) DO UPDATE SET secret_sha256 = excluded.secret_sha256
      """;
  private static final String OUTBOX = "INSERT INTO outbox (topic, key, value) VALUES (?, ?, ?)";

  /** Makes it, or gives it another secret. */
  public static HotProject create(Connection database) throws SQLException {
    String secret = "sk-lf-" + UUID.randomUUID();
    String hash = sha256(secret);
    database.setAutoCommit(false);
    try (var lock = database.createStatement()) {
      lock.execute(LOCK);
      execute(database, PROJECT, ID);
      execute(database, KEY, PUBLIC_KEY, ID, PUBLIC_KEY, hash);
      int number = Database.projectNumber(database, ID);
      byte[] message =
          ApiKeyConfig.newBuilder()
              .setPublicKey(PUBLIC_KEY)
              .setSecretSha256(hash)
              .setProject(number)
              .setProjectId(ID)
              .build()
              .toByteArray();
      execute(database, OUTBOX, Topics.API_KEYS, PUBLIC_KEY, message);
      database.commit();
      return new HotProject(number, PUBLIC_KEY, secret);
    } finally {
      database.rollback();
      database.setAutoCommit(true);
    }
  }

  private static void execute(Connection database, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  private static String sha256(String secret) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
