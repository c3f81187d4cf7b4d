package io.tallystream.query.trace;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.observation.ObservationAssembler;
import io.tallystream.query.observation.ObservationRepository;
import io.tallystream.query.payload.EntityKey;
import io.tallystream.query.payload.PayloadRepository;
import io.tallystream.query.payload.Payloads;
import io.tallystream.query.score.Score;
import io.tallystream.query.score.ScoreJson;
import io.tallystream.query.score.ScoreRepository;
import io.tallystream.query.view.ProjectRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Completes traces from the other views: one query of each kind for a whole page. */
@ApplicationScoped
public class TraceAssembler {
  private static final TraceOwner OWNER = new TraceOwner();

  private final PayloadRepository payloads;
  private final ObservationRepository observations;
  private final ObservationAssembler assembler;
  private final ScoreRepository scores;

  public TraceAssembler(
      PayloadRepository payloads,
      ObservationRepository observations,
      ObservationAssembler assembler,
      ScoreRepository scores) {
    this.payloads = payloads;
    this.observations = observations;
    this.assembler = assembler;
    this.scores = scores;
  }

  /** Traces of a session: their own fields with input, output and metadata. */
  public Uni<List<Map<String, @Nullable Object>>> cores(ProjectRef project, List<Trace> traces) {
    return payloads(project, traces, true)
        .map(read -> traces.stream().map(trace -> core(project, trace, read)).toList());
  }

  /** List items: observations and scores by id. */
  Uni<List<Map<String, @Nullable Object>>> list(
      ProjectRef project, List<Trace> traces, Set<FieldGroup> fields) {
    return Uni.combine()
        .all()
        .unis(
            payloads(project, traces, fields.contains(FieldGroup.IO)),
            observationIds(project, traces, fields.contains(FieldGroup.OBSERVATIONS)),
            scoreIds(project, traces, fields.contains(FieldGroup.SCORES)))
        .with(
            (bodies, observationIds, scoreIds) ->
                traces.stream()
                    .map(
                        trace ->
                            TraceJson.whole(
                                project.id(),
                                trace,
                                fields,
                                new TraceJson.Related(
                                    bodies.getOrDefault(trace.key(), Payloads.NONE),
                                    observationIds.getOrDefault(trace.key().traceHash(), List.of()),
                                    scoreIds.getOrDefault(trace.id(), List.of()))))
                    .toList());
  }

  /** One trace with whole observations and scores. */
  Uni<Map<String, @Nullable Object>> whole(
      ProjectRef project, Trace trace, Set<FieldGroup> fields) {
    List<Trace> one = List.of(trace);
    return Uni.combine()
        .all()
        .unis(
            payloads(project, one, fields.contains(FieldGroup.IO)),
            observationsOf(project, one, fields.contains(FieldGroup.OBSERVATIONS)),
            scoresOf(project, one, fields.contains(FieldGroup.SCORES)))
        .with(
            (bodies, found, scored) ->
                TraceJson.whole(
                    project.id(),
                    trace,
                    fields,
                    new TraceJson.Related(
                        bodies.getOrDefault(trace.key(), Payloads.NONE),
                        found,
                        scored.stream().map(s -> ScoreJson.of(project.id(), s)).toList())));
  }

  private Uni<Map<EntityKey, Payloads>> payloads(
      ProjectRef project, List<Trace> traces, boolean wanted) {
    List<EntityKey> keys = wanted ? traces.stream().map(Trace::key).toList() : List.of();
    return payloads.read(project.number(), keys, OWNER.days(traces));
  }

  private Uni<List<Map<String, @Nullable Object>>> observationsOf(
      ProjectRef project, List<Trace> trace, boolean wanted) {
    List<Trace> observed = wanted ? TraceOwner.observed(trace) : List.of();
    return observed.isEmpty()
        ? Uni.createFrom().item(List.of())
        : observations
            .byTrace(
                project.number(), observed.getFirst().key(), TraceOwner.observationDays(observed))
            .flatMap(found -> assembler.classic(project.number(), project.id(), found));
  }

  private Uni<Map<UUID, List<String>>> observationIds(
      ProjectRef project, List<Trace> traces, boolean wanted) {
    List<Trace> observed = wanted ? TraceOwner.observed(traces) : List.of();
    return observed.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : observations
            .ids(
                project.number(),
                observed.stream().map(Trace::key).toList(),
                TraceOwner.observationDays(observed))
            .map(
                all ->
                    all.stream()
                        .collect(
                            Collectors.groupingBy(
                                ObservationRepository.OfTrace::traceHash,
                                Collectors.mapping(
                                    ObservationRepository.OfTrace::id, Collectors.toList()))));
  }

  private Uni<Map<String, List<String>>> scoreIds(
      ProjectRef project, List<Trace> traces, boolean wanted) {
    return scoresOf(project, traces, wanted)
        .map(
            all ->
                all.stream()
                    .collect(
                        Collectors.groupingBy(
                            Score::traceId, Collectors.mapping(Score::id, Collectors.toList()))));
  }

  private Uni<List<Score>> scoresOf(ProjectRef project, List<Trace> traces, boolean wanted) {
    List<UUID> hashes =
        wanted ? traces.stream().map(trace -> trace.key().traceHash()).toList() : List.of();
    return scores.byTraces(project.number(), hashes);
  }

  private static Map<String, @Nullable Object> core(
      ProjectRef project, Trace trace, Map<EntityKey, Payloads> read) {
    Map<String, @Nullable Object> json = TraceJson.core(project.id(), trace);
    TraceJson.io(json, read.getOrDefault(trace.key(), Payloads.NONE));
    return json;
  }
}
