package io.tallystream.query.letter;

import com.google.protobuf.ByteString;
import io.smallrye.mutiny.Uni;
import io.tallystream.event.Letters;
import io.tallystream.event.v1.DeadLetter;
import io.tallystream.query.view.Query;
import io.tallystream.query.view.Views;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads {@code dead_letter}, and notes what was replayed. */
@ApplicationScoped
class LetterRepository {
  private static final String COLUMNS =
      """
      l.letter_h, l.project_id, l.part, l.origin_h, l.attempt, l.quarantined_us, l.source_off, l.source_topic,
      l.stage, l.reason, l.detail, l.size, l.replays, l.replayed_us""";

  private static final String REPLAYED =
      """
      /* letter.replayed */
      UPDATE dead_letter SET replays = replays + 1, replayed_us = $4
      WHERE project_id = $1 AND letter_h = $2 AND part = $3
      RETURNING replays""";

  private final Views views;

  LetterRepository(Views views) {
    this.views = views;
  }

  /** Letters of one stage, reason and status. Times are microseconds since the epoch. */
  record Group(
      String stage, String reason, LetterStatus status, long letters, long oldest, long newest) {}

  /** Newest first, without their bytes. */
  Uni<List<StoredLetter>> list(
      int project, LetterFilter filter, @Nullable LetterCursor after, int limit) {
    Query query = filter.query(project);
    if (after != null) {
      query.where(after.condition(query.binds()));
    }
    String sql =
        "/* letter.list */ SELECT %s\nFROM dead_letter l\nWHERE %s\nORDER BY l.quarantined_us DESC, l.letter_h\nLIMIT %s"
            .formatted(COLUMNS, query.conjunction(), query.binds().add(limit));
    return views.list(sql, query.binds(), LetterRepository::letter);
  }

  Uni<List<Group>> groups(int project, LetterFilter filter) {
    Query query = filter.query(project);
    String sql =
        """
        /* letter.groups */
        SELECT l.stage, l.reason, sign(l.replays)::int AS replays, count(*) AS letters,
          min(l.quarantined_us) AS oldest, max(l.quarantined_us) AS newest
        FROM dead_letter l
        WHERE %s
        GROUP BY 1, 2, 3
        ORDER BY 4 DESC, 1, 2, 3"""
            .formatted(query.conjunction());
    return views.list(
        sql,
        query.binds(),
        row ->
            new Group(
                row.getString("stage"),
                row.getString("reason"),
                LetterStatus.of(row.getInteger("replays")),
                row.getLong("letters"),
                row.getLong("oldest"),
                row.getLong("newest")));
  }

  /** With its bytes. */
  Uni<Optional<StoredLetter>> byId(int project, UUID id) {
    Query query = Query.of("l.project_id", project).equal("l.letter_h", id);
    String sql =
        "/* letter.by_id */ SELECT %s, l.key, l.value FROM dead_letter l WHERE %s"
            .formatted(COLUMNS, query.conjunction());
    return views
        .list(sql, query.binds(), LetterRepository::whole)
        .map(found -> found.stream().findFirst());
  }

  /** The oldest ids that the filter finds and that can be replayed. */
  Uni<List<UUID>> replayable(int project, LetterFilter filter, int limit) {
    Query query = replayableOf(filter.query(project));
    String sql =
        "/* letter.replayable */ SELECT l.letter_h FROM dead_letter l\nWHERE %s\nORDER BY l.quarantined_us, l.letter_h\nLIMIT %s"
            .formatted(query.conjunction(), query.binds().add(limit));
    return views.list(sql, query.binds(), row -> row.getUUID("letter_h"));
  }

  /** How many the filter finds that can be replayed. */
  Uni<Long> countReplayable(int project, LetterFilter filter) {
    Query query = replayableOf(filter.query(project));
    String sql =
        "/* letter.remaining */ SELECT count(*) AS n FROM dead_letter l WHERE "
            + query.conjunction();
    return views.list(sql, query.binds(), row -> row.getLong("n")).map(List::getFirst);
  }

  /**
   * Notes that a letter was produced again.
   *
   * @return how often by now
   */
  Uni<Integer> replayed(StoredLetter letter, long nowMicros) {
    Query query = new Query();
    query.binds().add(letter.letter().getProject());
    query.binds().add(letter.id());
    query.binds().add((short) letter.letter().getSourcePartition());
    query.binds().add(nowMicros);
    return views
        .list(REPLAYED, query.binds(), row -> row.getInteger("replays"))
        .map(List::getFirst);
  }

  private static Query replayableOf(Query query) {
    return query.anyOf("l.source_topic", List.copyOf(Letters.REPLAYABLE));
  }

  private static StoredLetter letter(Row row) {
    return stored(row, DeadLetter.newBuilder());
  }

  private static StoredLetter whole(Row row) {
    return stored(
        row,
        DeadLetter.newBuilder()
            .setKey(ByteString.copyFrom(row.getBuffer("key").getBytes()))
            .setValue(ByteString.copyFrom(row.getBuffer("value").getBytes())));
  }

  private static StoredLetter stored(Row row, DeadLetter.Builder letter) {
    UUID origin = row.getUUID("origin_h");
    letter
        .setFormat(Letters.FORMAT)
        .setProject(row.getInteger("project_id"))
        .setStage(row.getString("stage"))
        .setReason(row.getString("reason"))
        .setDetail(row.getString("detail"))
        .setAttempt(row.getInteger("attempt"))
        .setOrigin(origin == null ? "" : origin.toString())
        .setQuarantinedAtUs(row.getLong("quarantined_us"))
        .setSourceTopic(row.getString("source_topic"))
        .setSourcePartition(row.getShort("part"))
        .setSourceOffset(row.getLong("source_off"));
    return new StoredLetter(
        row.getUUID("letter_h"),
        letter.build(),
        row.getLong("size"),
        row.getInteger("replays"),
        row.getLong("replayed_us"));
  }
}
