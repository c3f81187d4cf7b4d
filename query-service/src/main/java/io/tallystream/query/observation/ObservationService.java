package io.tallystream.query.observation;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.filter.Condition;
import io.tallystream.query.filter.MetadataFilter;
import io.tallystream.query.payload.MetadataScan;
import io.tallystream.query.view.ProjectRef;
import io.tallystream.query.view.Slice;
import io.tallystream.query.view.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Classic lists of observations and single observations. */
@ApplicationScoped
class ObservationService {
  private static final ObservationOwner OWNER = new ObservationOwner();

  private final ObservationRepository observations;
  private final ObservationAssembler assembler;
  private final MetadataScan metadata;

  ObservationService(
      ObservationRepository observations, ObservationAssembler assembler, MetadataScan metadata) {
    this.observations = observations;
    this.assembler = assembler;
    this.metadata = metadata;
  }

  Uni<Slice<Map<String, @Nullable Object>>> list(
      ProjectRef project, List<Condition> conditions, Window window) {
    return slice(project, conditions, window)
        .flatMap(
            slice -> classic(project, slice.items()).map(json -> new Slice<>(json, slice.total())));
  }

  /** The observation; empty when the project has none of that id. */
  Uni<Optional<Map<String, @Nullable Object>>> get(ProjectRef project, String id) {
    return observations
        .byId(project.number(), id)
        .flatMap(found -> classic(project, found))
        .map(json -> json.stream().findFirst());
  }

  private Uni<List<Map<String, @Nullable Object>>> classic(
      ProjectRef project, List<Listed> listed) {
    return assembler.classic(
        project.number(), project.id(), listed.stream().map(Listed::observation).toList());
  }

  private Uni<Slice<Listed>> slice(ProjectRef project, List<Condition> conditions, Window window) {
    MetadataFilter filter = MetadataFilter.of(conditions);
    if (!filter.isEmpty()) {
      Window candidates = new Window(MetadataScan.CANDIDATES, 0);
      return observations
          .list(project.number(), conditions, null, candidates)
          .flatMap(all -> metadata.keep(project.number(), all, OWNER, filter))
          .map(window::of);
    }
    return Uni.combine()
        .all()
        .unis(
            observations.list(project.number(), conditions, null, window),
            observations.total(project.number(), conditions))
        .with(Slice::new);
  }
}
