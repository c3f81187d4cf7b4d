package io.tallystream.query.view;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Up to when rows are complete, by the sinks' own offsets: every record that was appended to a
 * sink's topic before the watermark is stored.
 *
 * <p>Per part: a sink that was behind when it last stored something (the record had waited longer
 * than {@link #BEHIND}) vouches for the append time of that record. One that was not behind has
 * since seen no record on this part; it vouches for the newest append time that it stored on any
 * part, because it polls all its parts together. So parts without traffic do not hold the watermark
 * back, and one that lags does. When nothing at all arrives, or the sink is dead, the watermark
 * stands still: the database cannot tell one from the other, and claims neither.
 */
@ApplicationScoped
public class Watermarks {
  /** Far above the time in which a sink that keeps up stores a record. */
  private static final String BEHIND = "5 seconds";

  private static final String WATERMARK =
      """
      /* watermark */
      SELECT min(CASE
        WHEN o.off = 0 OR o.updated_at - o.appended_at <= interval '%s' THEN o.newest
        ELSE o.appended_at END)
      FROM (
        SELECT off, appended_at, updated_at, max(appended_at) OVER (PARTITION BY sink) AS newest
        FROM sink_offset WHERE sink = ANY ($1)) o
      """
          .formatted(BEHIND);

  private final Views views;

  public Watermarks(Views views) {
    this.views = views;
  }

  /** Least watermark of the sinks; empty when none of them has stored anything. */
  public Uni<Optional<Instant>> of(List<String> sinks) {
    Query query = new Query();
    query.binds().add(sinks.toArray(String[]::new));
    return views
        .list(WATERMARK, query.binds(), row -> Optional.ofNullable(row.getOffsetDateTime(0)))
        .map(
            found ->
                found.getFirst().map(OffsetDateTime::toInstant).filter(Instant.EPOCH::isBefore));
  }
}
