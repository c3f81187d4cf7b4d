package io.tallystream.query.observation;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.MetadataFilter;
import io.tallystream.query.payload.EntityKey;
import io.tallystream.query.payload.MetadataScan;
import io.tallystream.query.payload.Payloads;
import io.tallystream.query.view.ProjectRef;
import io.tallystream.query.view.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists of observations that go on behind a cursor. */
@ApplicationScoped
class ObservationV2Service {
  private static final ObservationOwner OWNER = new ObservationOwner();

  private final ObservationRepository observations;
  private final ObservationAssembler assembler;
  private final PriceRepository prices;
  private final MetadataScan metadata;

  ObservationV2Service(
      ObservationRepository observations,
      ObservationAssembler assembler,
      PriceRepository prices,
      MetadataScan metadata) {
    this.observations = observations;
    this.assembler = assembler;
    this.prices = prices;
    this.metadata = metadata;
  }

  /** One page; {@code next} is absent on the last. */
  record Page(List<Map<String, @Nullable Object>> data, @Nullable Cursor next) {}

  Uni<Page> list(
      ProjectRef project,
      List<Condition> conditions,
      Fields fields,
      @Nullable Cursor after,
      int limit) {
    return rows(project, conditions, after, limit)
        .flatMap(
            rows -> {
              List<Listed> shown = rows.stream().limit(limit).toList();
              Cursor next = rows.size() > limit ? Cursor.of(shown.getLast().observation()) : null;
              return json(project, fields, shown).map(json -> new Page(json, next));
            });
  }

  /** One row more than asked for, when there is one. */
  private Uni<List<Listed>> rows(
      ProjectRef project, List<Condition> conditions, @Nullable Cursor after, int limit) {
    MetadataFilter filter = MetadataFilter.of(conditions);
    int number = project.number();
    return filter.isEmpty()
        ? observations.list(number, conditions, after, new Window(limit + 1, 0))
        : observations
            .list(number, conditions, after, new Window(MetadataScan.CANDIDATES, 0))
            .flatMap(all -> metadata.keep(number, all, OWNER, filter));
  }

  private Uni<List<Map<String, @Nullable Object>>> json(
      ProjectRef project, Fields fields, List<Listed> shown) {
    List<Observation> rows = shown.stream().map(Listed::observation).toList();
    List<Observation> read = fields.payloads() ? rows : List.of();
    ObservationV2Json shape = new ObservationV2Json(fields);
    return Uni.combine()
        .all()
        .unis(assembler.payloads(project.number(), read), prices.of(rows))
        .with(
            (bodies, priced) ->
                shown.stream()
                    .map(listed -> shape(shape, project, listed, bodies, priced))
                    .toList());
  }

  private static Map<String, @Nullable Object> shape(
      ObservationV2Json shape,
      ProjectRef project,
      Listed listed,
      Map<EntityKey, Payloads> bodies,
      Map<String, Prices> priced) {
    return shape.of(
        project.id(),
        listed,
        bodies.getOrDefault(listed.observation().key(), Payloads.NONE),
        ObservationAssembler.pricesOf(listed.observation(), priced));
  }
}
