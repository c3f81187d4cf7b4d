package io.tallystream.deploy.local.letters;

import com.google.protobuf.ByteString;
import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.event.Letters;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.DeadLetter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The dead letters of a system, whoever's they are. */
public final class LetterBox implements AutoCloseable {
  private static final String COLUMNS =
      """
      l.letter_h, coalesce(p.id, '') AS project, l.project_id, l.part, l.origin_h, l.attempt, l.quarantined_us,
      l.source_off, l.source_topic, l.stage, l.reason, l.detail, l.size, l.replays""";
  private static final String FROM =
      " FROM dead_letter l LEFT JOIN project p ON p.number = l.project_id WHERE ";

  private final Connection database;
  private final String kafka;
  private @Nullable Producer<byte[], byte[]> producer;

  private LetterBox(Connection database, String kafka) {
    this.database = database;
    this.kafka = kafka;
  }

  /** Connects to the database; to the broker with the first replay. */
  public static LetterBox open(DatabaseAddress address, String kafka) throws SQLException {
    return new LetterBox(
        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password()), kafka);
  }

  /** Letters that look alike. */
  public record Group(String stage, String reason, boolean replayed, long letters) {}

  /** Newest first, without their bytes. */
  public List<StoredLetter> newest(Selection of, int limit) throws SQLException {
    String sql =
        "SELECT " + COLUMNS + FROM + of.condition() + " ORDER BY l.quarantined_us DESC LIMIT ?";
    try (var statement = database.prepareStatement(sql)) {
      statement.setInt(of.bind(statement), limit);
      return letters(statement, false);
    }
  }

  /** The most frequent first. */
  public List<Group> groups(Selection of) throws SQLException {
    String sql =
        "SELECT l.stage, l.reason, l.replays > 0, count(*)"
            + FROM
            + of.condition()
            + " GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3";
    try (var statement = database.prepareStatement(sql)) {
      of.bind(statement);
      var groups = new ArrayList<Group>();
      ResultSet row = statement.executeQuery();
      while (row.next()) {
        groups.add(
            new Group(row.getString(1), row.getString(2), row.getBoolean(3), row.getLong(4)));
      }
      return groups;
    }
  }

  /** Ids of what can be replayed, oldest first. */
  public List<UUID> replayable(Selection of) throws SQLException {
    String sql =
        "SELECT l.letter_h"
            + FROM
            + of.condition()
            + " AND l.source_topic = ANY (?) ORDER BY l.quarantined_us";
    try (var statement = database.prepareStatement(sql)) {
      statement.setArray(
          of.bind(statement), database.createArrayOf("text", Letters.REPLAYABLE.toArray()));
      var ids = new ArrayList<UUID>();
      ResultSet row = statement.executeQuery();
      while (row.next()) {
        ids.add(row.getObject(1, UUID.class));
      }
      return ids;
    }
  }

  /** With its bytes. */
  public Optional<StoredLetter> find(UUID id) throws SQLException {
    String sql = "SELECT " + COLUMNS + ", l.key, l.value" + FROM + "l.letter_h = ?";
    try (var statement = database.prepareStatement(sql)) {
      statement.setObject(1, id);
      return letters(statement, true).stream().findFirst();
    }
  }

  /**
   * Produces the record again, then notes it; repeated after a crash it changes nothing.
   *
   * @param whole with its bytes
   * @throws IllegalArgumentException when its topic's records must not come again
   */
  public void replay(StoredLetter whole)
      throws SQLException, ExecutionException, InterruptedException {
    producer().send(Letters.replay(whole.letter())).get();
    try (var statement =
        database.prepareStatement(
            "UPDATE dead_letter SET replays = replays + 1, replayed_us = ? WHERE project_id = ? AND letter_h = ?")) {
      statement.setLong(1, System.currentTimeMillis() * 1_000);
      statement.setInt(2, whole.letter().getProject());
      statement.setObject(3, whole.id());
      statement.executeUpdate();
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
    if (producer != null) {
      producer.close();
    }
  }

  private Producer<byte[], byte[]> producer() {
    if (producer == null) {
      var bytes = new ByteArraySerializer();
      producer =
          new KafkaProducer<>(
              Map.of(
                  "bootstrap.servers",
                  kafka,
                  "acks",
                  "all",
                  "compression.type",
                  "zstd",
                  "max.request.size",
                  Topics.MAX_LETTER_BYTES),
              bytes,
              bytes);
    }
    return producer;
  }

  private static List<StoredLetter> letters(PreparedStatement statement, boolean whole)
      throws SQLException {
    var letters = new ArrayList<StoredLetter>();
    ResultSet row = statement.executeQuery();
    while (row.next()) {
      letters.add(letter(row, whole));
    }
    return letters;
  }

  private static StoredLetter letter(ResultSet row, boolean whole) throws SQLException {
    var letter =
        DeadLetter.newBuilder()
            .setFormat(Letters.FORMAT)
            .setProject(row.getInt("project_id"))
            .setStage(row.getString("stage"))
            .setReason(row.getString("reason"))
            .setDetail(row.getString("detail"))
            .setAttempt(row.getInt("attempt"))
            .setOrigin(Objects.requireNonNullElse(row.getString("origin_h"), ""))
            .setQuarantinedAtUs(row.getLong("quarantined_us"))
            .setSourceTopic(row.getString("source_topic"))
            .setSourcePartition(row.getInt("part"))
            .setSourceOffset(row.getLong("source_off"));
    if (whole) {
      letter.setKey(ByteString.copyFrom(row.getBytes("key")));
      letter.setValue(ByteString.copyFrom(row.getBytes("value")));
    }
    return new StoredLetter(
        row.getObject("letter_h", UUID.class),
        row.getString("project"),
        letter.build(),
        row.getLong("size"),
        row.getInt("replays"));
  }
}
