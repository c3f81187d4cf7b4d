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
      SELECT p.part, p.trace_h, p.obs_h, p.field, p.codec, p.json, p.size, p.data
      FROM unnest($2::int[], $3::uuid[], $4::uuid[]) AS wanted (part, trace_h, obs_h)
      JOIN payload p
        ON p.part = wanted.part AND p.trace_h = wanted.trace_h AND p.obs_h = wanted.obs_h
      WHERE p.project_id = $1
        AND p.field = ANY ($5::int[])
        AND p.day BETWEEN $6 AND $7
      ORDER BY p.stamp_us, p.stamp_rank, p.stamp_hash
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
        .list(READ, binds(project, entities, days, fields), StoredPayload::of)
        .flatMap(PayloadRepository::decode);
  }

  private static Binds binds(
      int project, Collection<EntityKey> entities, Days days, Set<BodyField> fields) {
    Binds binds = new Binds();
    binds.add(project);
    binds.add(entities.stream().map(e -> (int) e.part()).toArray(Integer[]::new));
    binds.add(entities.stream().map(EntityKey::traceHash).toArray(UUID[]::new));
    binds.add(entities.stream().map(EntityKey::observationHash).toArray(UUID[]::new));
    binds.add(fields.stream().map(BodyField::getNumber).toArray(Integer[]::new));
    binds.add(days.first());
    binds.add(days.last());
    return binds;
  }

  private static Uni<Map<EntityKey, Payloads>> decode(List<StoredPayload> rows) {
    long bytes = rows.stream().mapToLong(row -> row.body().size()).sum();
    Uni<List<StoredPayload>> stored = Uni.createFrom().item(rows);
    return (bytes > EVENT_LOOP_BYTES
            ? stored.emitOn(Infrastructure.getDefaultWorkerPool())
            : stored)
        .map(all -> PayloadFolder.fold(all.stream().map(StoredPayload::decode).toList()));
  }
}
