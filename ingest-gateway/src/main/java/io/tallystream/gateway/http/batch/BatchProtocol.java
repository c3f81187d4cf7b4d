package io.tallystream.gateway.http.batch;

import io.tallystream.gateway.admission.Reason;
import io.tallystream.gateway.http.Accepted;
import io.tallystream.gateway.http.Answer;
import io.tallystream.gateway.http.Protocol;
import io.tallystream.gateway.http.Refusal;
import io.tallystream.gateway.http.Submission;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code POST /api/public/ingestion} (contract 2.1). */
public final class BatchProtocol implements Protocol {
  static final String INVALID = "Invalid request data";

  private final int maxBytes;

  public BatchProtocol(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public String name() {
    return "batch";
  }

  @Override
  public int maxBytes() {
    return maxBytes;
  }

  @Override
  public void check(MultiMap headers) {
    // Any content type: SDKs and beacons differ, the body decides.
  }

  @Override
  public boolean takesPublicKeys() {
    return true;
  }

  @Override
  public Accepted read(Submission sent) throws Refusal {
    byte[] body = TextRepair.repair(sent.body());
    var submission = new Submission(body, sent.contentType(), sent.principal(), sent.receipt());
    var judge = new EventJudge(body, sent.principal());
    var good = new ArrayList<Judged.Good>();
    var bad = new ArrayList<Judged.Bad>();
    for (RawEvent raw : BatchReader.read(body)) {
      switch (judge.judge(raw)) {
        case Judged.Good each -> good.add(each);
        case Judged.Bad each -> bad.add(each);
      }
    }
    List<Reason> dropped = dropped(good);
    return new Accepted(
        BatchRecords.of(submission, good),
        good.size() - dropped.size(),
        Stream.concat(bad.stream().map(Judged.Bad::reason), dropped.stream()).toList(),
        BatchAnswer.of(good, bad));
  }

  @Override
  public Answer refuse(Refusal refusal, String contentType) {
    String label = refusal.reason().label();
    return Answer.json(
        refusal.status(),
        switch (refusal.status()) {
          case 400 -> Map.of("message", INVALID, "errors", details(refusal));
          default -> refusal.body(Map.of("message", refusal.sentence(), "error", label));
        });
  }

  private static List<String> details(Refusal refusal) {
    return refusal.details().isEmpty() ? List.of(refusal.sentence()) : refusal.details();
  }

  /** Of events that are answered as taken and go nowhere. */
  private static List<Reason> dropped(List<Judged.Good> good) {
    return good.stream()
        .filter(each -> each.id() == null || each.type() == EventType.SDK_LOG)
        .map(each -> each.type() == EventType.SDK_LOG ? Reason.SDK_LOG : Reason.WITHOUT_ID)
        .toList();
  }
}
