package io.tallystream.query.metrics;

import io.smallrye.mutiny.Uni;
import io.tallystream.event.RollupFamily;
import io.tallystream.query.view.ProjectRef;
import io.tallystream.query.view.TooHeavy;
import io.tallystream.query.view.ViewTime;
import io.tallystream.query.view.Watermarks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers queries from rollups where one holds what is asked, else from facts. */
@ApplicationScoped
class MetricsService {
  private static final List<String> FACT_SINKS = List.of("fact-sink");
  private static final List<String> ALL_SINKS = List.of("fact-sink", "rollup-sink");
  private static final List<String> ROLLUP_SINKS = List.of("rollup-sink");

  private final FactRepository facts;
  private final RollupRepository rollups;
  private final Watermarks watermarks;
  private final Clock clock;

  @Inject
  MetricsService(FactRepository facts, RollupRepository rollups, Watermarks watermarks) {
    this(facts, rollups, watermarks, Clock.systemUTC());
  }

  MetricsService(
      FactRepository facts, RollupRepository rollups, Watermarks watermarks, Clock clock) {
    this.facts = facts;
    this.rollups = rollups;
    this.watermarks = watermarks;
    this.clock = clock;
  }

  /** {@code meta} tells where the rows came from and how fresh they are. */
  record Result(List<Map<String, @Nullable Object>> data, Map<String, Object> meta) {}

  Uni<Result> answer(ProjectRef project, MetricsQuery query) {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    return answer(project, query, Planner.plan(query, now));
  }

  /** The watermark is read first: what it vouches for is in the rows that are read after it. */
  Uni<Result> answer(ProjectRef project, MetricsQuery query, Plan plan) {
    return watermarks
        .of(sinks(plan))
        .flatMap(
            watermark ->
                read(project.number(), query, plan)
                    .map(sums -> new Result(Answer.rows(query, sums), meta(plan, watermark))));
  }

  private Uni<Accumulator> read(int project, MetricsQuery query, Plan plan) {
    return switch (plan) {
      case Plan.Facts _ ->
          facts
              .read(project, query, List.of(query.period().interval()), true)
              .map(read -> add(new Accumulator(query.needs().size()), bounded(read), 1));
      case Plan.Rollup rollup ->
          Uni.combine()
              .all()
              .unis(
                  rollups.read(project, query, rollup),
                  facts.read(project, query, rollup.edges(), false))
              .with(
                  (whole, edges) -> {
                    Accumulator sums = new Accumulator(query.needs().size());
                    bounded(whole).forEach(partial -> add(sums, query, rollup, partial));
                    return add(sums, bounded(edges), rollup.sign());
                  });
    };
  }

  private static Accumulator add(Accumulator sums, List<Partial> partials, int sign) {
    partials.forEach(partial -> sums.add(partial, sign));
    return sums;
  }

  /** What a family leaves out is what the rest counts, less what the family counts. */
  private static void add(Accumulator sums, MetricsQuery query, Plan.Rollup plan, Partial partial) {
    sums.add(partial, 1);
    if (plan.rest() != null && !partial.rest()) {
      sums.add(withoutOwn(partial.group(), query, plan.family()), partial, -1);
    }
  }

  private static Group withoutOwn(Group group, MetricsQuery query, RollupFamily family) {
    List<@Nullable String> values = new ArrayList<>(group.values());
    for (int i = 0; i < values.size(); i++) {
      if (Coverage.isOwn(family, query.dimensions().get(i))) {
        values.set(i, null);
      }
    }
    return new Group(values, group.bucket());
  }

  private static List<Partial> bounded(List<Partial> partials) {
    if (partials.size() > TopGroups.MAX) {
      throw new TooHeavy(
          "dimensions make more than %d groups: narrow the interval or filters"
              .formatted(TopGroups.MAX));
    }
    return partials;
  }

  private static List<String> sinks(Plan plan) {
    return switch (plan) {
      case Plan.Facts _ -> FACT_SINKS;
      case Plan.Rollup rollup -> rollup.edges().isEmpty() ? ROLLUP_SINKS : ALL_SINKS;
    };
  }

  private Map<String, Object> meta(Plan plan, Optional<Instant> watermark) {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("source", plan.source());
    if (plan instanceof Plan.Rollup rollup) {
      meta.put("family", rollup.family().name().toLowerCase(Locale.ROOT));
    }
    watermark.ifPresent(
        at -> {
          meta.put("watermark", ViewTime.iso(ChronoUnit.MICROS.between(Instant.EPOCH, at)));
          meta.put("freshnessMs", Math.max(0, ChronoUnit.MILLIS.between(at, clock.instant())));
        });
    return meta;
  }
}
