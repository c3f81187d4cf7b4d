package io.tallystream.query.payload;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tallystream.event.v1.BodyField;
import io.tallystream.query.filter.Binds;
import io.tallystream.query.view.Views;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads the payloads of a whole page with one query. */
@ApplicationScoped
public class PayloadRepository {
  /** Above this many bytes a page is decoded on a worker thread. */
  private static final long EVENT_LOOP_BYTES = 64 * 1024;

  private static final String READ =
      """
      /* payload.read */
      SELECT p.part, p.trace_h, p.codec, p.size, p.data
      FROM (SELECT DISTINCT part, trace_h FROM unnest($2::int[], $3::uuid[]) AS t (part, trace_h)) AS wanted
      JOIN payload p ON p.part = wanted.part AND p.trace_h = wanted.trace_h
      WHERE p.project_id = $1
        AND p.obs_hs && $4::uuid[]
        AND p.day BETWEEN $5 AND $6
      """;

  private final Views views;

  public PayloadRepository(Views views) {
    this.views = views;
  }

  /** Input, output and metadata of each entity that has any. */
  public Uni<Map<EntityKey, Payloads>> read(
      int project, Collection<EntityKey> entities, Days days) {
    return read(
        project, entities, days, EnumSet.of(BodyField.INPUT, BodyField.OUTPUT, BodyField.METADATA));
  }

  /** The given fields of each entity that has any. */
  public Uni<Map<EntityKey, Payloads>> read(
      int project, Collection<EntityKey> entities, Days days, Set<BodyField> fields) {
    if (entities.isEmpty() || fields.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return views
        .list(READ, binds(project, entities, days), StoredPayload::of)
        .flatMap(rows -> decode(rows, Set.copyOf(entities), fields));
  }

  private static Binds binds(int project, Collection<EntityKey> entities, Days days) {
    Binds binds = new Binds();
    binds.add(project);
    binds.add(entities.stream().map(e -> (int) e.part()).toArray(Integer[]::new));
    binds.add(entities.stream().map(EntityKey::traceHash).toArray(UUID[]::new));
    binds.add(entities.stream().map(EntityKey::observationHash).toArray(UUID[]::new));
    binds.add(days.first());
    binds.add(days.last());
    return binds;
  }

  private static Uni<Map<EntityKey, Payloads>> decode(
      List<StoredPayload> rows, Set<EntityKey> entities, Set<BodyField> fields) {
    long bytes = rows.stream().mapToLong(StoredPayload::size).sum();
    Uni<List<StoredPayload>> stored = Uni.createFrom().item(rows);
    return (bytes > EVENT_LOOP_BYTES
            ? stored.emitOn(Infrastructure.getDefaultWorkerPool())
            : stored)
        .map(
            all ->
                PayloadFolder.fold(
                    all.stream()
                        .flatMap(row -> row.decode(entities, fields))
                        .sorted(PayloadRow.ORDER)
                        .toList()));
  }
}
