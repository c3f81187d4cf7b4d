package io.tallystream.query.session;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.filter.Condition;
import io.tallystream.query.trace.TraceAssembler;
import io.tallystream.query.trace.TraceRepository;
import io.tallystream.query.view.ProjectRef;
import io.tallystream.query.view.Slice;
import io.tallystream.query.view.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists of sessions, and one session with its traces. */
@ApplicationScoped
class SessionService {
  private final SessionRepository sessions;
  private final TraceRepository traces;
  private final TraceAssembler assembler;

  SessionService(SessionRepository sessions, TraceRepository traces, TraceAssembler assembler) {
    this.sessions = sessions;
    this.traces = traces;
    this.assembler = assembler;
  }

  Uni<Slice<Map<String, @Nullable Object>>> list(
      ProjectRef project, List<Condition> conditions, Window window) {
    return Uni.combine()
        .all()
        .unis(
            sessions.list(project.number(), conditions, window),
            sessions.total(project.number(), conditions))
        .with(Slice<Session>::new)
        .map(slice -> slice.map(all -> all.stream().map(s -> s.json(project.id())).toList()));
  }

  /** The session with its traces, oldest first; empty when no trace named it. */
  Uni<Optional<Map<String, @Nullable Object>>> get(ProjectRef project, String id) {
    return sessions
        .byId(project.number(), id)
        .flatMap(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(Optional.empty())
                    : withTraces(project, found.getFirst()).map(Optional::of));
  }

  private Uni<Map<String, @Nullable Object>> withTraces(ProjectRef project, Session session) {
    return traces
        .bySession(project.number(), session.id())
        .flatMap(found -> assembler.cores(project, found))
        .map(cores -> add(session.json(project.id()), cores));
  }

  private static Map<String, @Nullable Object> add(
      Map<String, @Nullable Object> json, List<Map<String, @Nullable Object>> traces) {
    json.put("traces", traces);
    return json;
  }
}
