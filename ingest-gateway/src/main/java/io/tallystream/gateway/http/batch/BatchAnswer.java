package io.tallystream.gateway.http.batch;

import io.tallystream.gateway.http.Answer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The 207 of a batch (contract 2.1). */
final class BatchAnswer {
  private static final Comparator<Judged.Good> ORDER =
      Comparator.comparing((Judged.Good good) -> good.type().isUpdate())
          .thenComparing(Judged.Good::timestamp);

  private BatchAnswer() {}

  /**
   * Successes: creates by timestamp, then updates by timestamp; {@code sdk-log} in neither list.
   */
  static Answer of(List<Judged.Good> good, List<Judged.Bad> bad) {
    return Answer.json(
        207,
        Map.of(
            "successes",
            good.stream()
                .filter(each -> each.type() != EventType.SDK_LOG)
                .sorted(ORDER)
                .map(each -> new Success(each.raw().label(), 201))
                .toList(),
            "errors",
            bad.stream()
                .map(each -> new Failure(each.id(), each.status(), each.message(), each.detail()))
                .toList()));
  }

  record Success(String id, int status) {}

  record Failure(String id, int status, String message, String error) {}
}
