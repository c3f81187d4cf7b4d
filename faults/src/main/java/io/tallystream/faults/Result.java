package io.tallystream.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the table.
 *
 * @param n faults that were done
 * @param judgement null when the row could not be carried out
 * @param skipped why this machine cannot carry it out, or empty
 */
public record Result(
    Row row,
    int n,
    Duration recovery,
    @Nullable Judgement judgement,
    List<String> complaints,
    List<String> notes,
    String skipped) {
  static final String HEADER =
      "%-5s %-38s %6s %12s %8s %6s %6s %6s %9s  %s"
          .formatted(
              "row",
              "fault",
              "N",
              "acknowledged",
              "unknown",
              "lost",
              "twice",
              "drift",
              "recovery",
              "verdict");

  static Result of(Row row, Rig rig, Judgement judgement) {
    var complaints = new ArrayList<>(rig.complaints());
    complaints.addAll(judgement.complaints());
    return new Result(row, rig.done(), rig.slowest(), judgement, complaints, rig.notes(), "");
  }

  static Result failed(Row row, Exception failure) {
    return new Result(
        row, 0, Duration.ZERO, null, List.of("not carried out: " + failure), List.of(), "");
  }

  static Result skipped(Row row, SkippedException reason) {
    return new Result(row, 0, Duration.ZERO, null, List.of(), List.of(), reason.getMessage());
  }

  /** Neither passed nor failed: nothing was tried. */
  public boolean isSkipped() {
    return !skipped.isEmpty();
  }

  /** A broken variant passes when the checkers complain, and only they. */
  public boolean passed() {
    if (judgement == null) {
      return false;
    }
    return row.verdict() == Row.Expected.EXACT
        ? complaints.isEmpty()
        : judgement.lost() + judgement.twice() + judgement.drift() > 0;
  }

  /** One line, with N beside each zero. */
  public String line() {
    if (isSkipped()) {
      return "%-5s %-38s skipped: %s".formatted(row.id(), row.fault(), skipped);
    }
    String verdict =
        row.verdict() == Row.Expected.CAUGHT
            ? (passed() ? "caught" : "NOT CAUGHT")
            : passed() ? "passed" : "FAILED: " + String.join(", ", complaints);
    if (judgement == null) {
      return "%-5s %-38s %s".formatted(row.id(), row.fault(), verdict);
    }
    return "%-5s %-38s %6d %12d %8d %6d %6d %6d %8.1fs  %s"
        .formatted(
            row.id(),
            row.fault(),
            n,
            judgement.acknowledged(),
            judgement.unknown(),
            judgement.lost(),
            judgement.twice(),
            judgement.drift(),
            recovery.toMillis() / 1e3,
            verdict);
  }

  /** What else was seen. */
  public String details() {
    var text = new StringBuilder("      holds: " + row.figure());
    notes.forEach(note -> text.append("; ").append(note));
    if (judgement != null) {
      text.append("; settled in %.1f s".formatted(judgement.settled().toMillis() / 1e3));
    }
    return text.toString();
  }
}
