package io.tallystream.query.trace;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.filter.MetadataFilter;
import io.tallystream.query.payload.MetadataScan;
import io.tallystream.query.view.ProjectRef;
import io.tallystream.query.view.Slice;
import io.tallystream.query.view.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists of traces and single traces, with what the reader asked for. */
@ApplicationScoped
class TraceService {
  private static final TraceOwner OWNER = new TraceOwner();

  private final TraceRepository traces;
  private final TraceAssembler assembler;
  private final MetadataScan metadata;

  TraceService(TraceRepository traces, TraceAssembler assembler, MetadataScan metadata) {
    this.traces = traces;
    this.assembler = assembler;
    this.metadata = metadata;
  }

  Uni<Slice<Map<String, @Nullable Object>>> list(ProjectRef project, TraceRequest request) {
    return slice(project, request)
        .flatMap(
            slice ->
                assembler
                    .list(project, slice.items(), request.fields())
                    .map(json -> new Slice<>(json, slice.total())));
  }

  /** The trace with its observations and scores; empty while no event of the trace was seen. */
  Uni<Optional<Map<String, @Nullable Object>>> get(
      ProjectRef project, String id, Set<FieldGroup> fields) {
    return traces
        .byId(project.number(), id)
        .flatMap(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(Optional.empty())
                    : assembler.whole(project, found.getFirst(), fields).map(Optional::of));
  }

  private Uni<Slice<Trace>> slice(ProjectRef project, TraceRequest request) {
    MetadataFilter filter = MetadataFilter.of(request.conditions());
    if (!filter.isEmpty()) {
      Window candidates = new Window(MetadataScan.CANDIDATES, 0);
      return page(project, request, candidates)
          .flatMap(all -> metadata.keep(project.number(), all, OWNER, filter))
          .map(request.window()::of);
    }
    return Uni.combine()
        .all()
        .unis(
            page(project, request, request.window()),
            traces.total(project.number(), request.conditions()))
        .with(Slice::new);
  }

  private Uni<List<Trace>> page(ProjectRef project, TraceRequest request, Window window) {
    return traces.list(project.number(), request.conditions(), request.order(), window);
  }
}
