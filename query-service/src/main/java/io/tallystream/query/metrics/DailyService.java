package io.tallystream.query.metrics;

import io.smallrye.mutiny.Uni;
import io.tallystream.query.filter.Condition;
import io.tallystream.query.payload.Days;
import io.tallystream.query.view.ProjectRef;
import io.tallystream.query.view.Slice;
import io.tallystream.query.view.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The daily summary: one page of days, newest first. */
@ApplicationScoped
class DailyService {
  private final DailyRepository repository;

  DailyService(DailyRepository repository) {
    this.repository = repository;
  }

  Uni<Slice<Day>> list(ProjectRef project, List<Condition> conditions, Window window) {
    return repository
        .days(project.number(), conditions)
        .flatMap(
            all -> {
              Slice<LocalDate> page = window.of(all);
              return page.items().isEmpty()
                  ? Uni.createFrom().item(new Slice<Day>(List.of(), page.total()))
                  : days(project.number(), conditions, page.items())
                      .map(days -> new Slice<>(days, page.total()));
            });
  }

  private Uni<List<Day>> days(int project, List<Condition> conditions, List<LocalDate> page) {
    Days days = new Days(/* first= */ page.getLast(), /* last= */ page.getFirst());
    return Uni.combine()
        .all()
        .unis(
            repository.traces(project, conditions, days),
            repository.usage(project, conditions, days))
        .with((traces, used) -> page.stream().map(day -> day(day, traces, used)).toList());
  }

  private static Day day(
      LocalDate day, Map<LocalDate, Long> traces, List<DailyRepository.Used> used) {
    List<Day.Usage> usage =
        used.stream().filter(u -> u.day().equals(day)).map(DailyRepository.Used::usage).toList();
    return new Day(
        day.toString(),
        traces.getOrDefault(day, 0L),
        usage.stream().mapToLong(Day.Usage::countObservations).sum(),
        usage.stream().map(Day.Usage::totalCost).reduce(BigDecimal.ZERO, BigDecimal::add),
        usage);
  }
}
