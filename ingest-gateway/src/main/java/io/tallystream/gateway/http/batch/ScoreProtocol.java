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

/**
 * {@code POST /api/public/scores} (contract 5.1): one score or a list, as a batch of {@code
 * score-create}.
 */
public final class ScoreProtocol implements Protocol {
  private static final String BODY = "body";

  private final int maxBytes;

  public ScoreProtocol(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public String name() {
    return "score";
  }

  @Override
  public int maxBytes() {
    return maxBytes;
  }

  @Override
  public void check(MultiMap headers) {
    // Any content type, as for batches.
  }

  @Override
  public boolean takesPublicKeys() {
    return true;
  }

  @Override
  public Accepted read(Submission sent) throws Refusal {
    ScoreEnvelope envelope = ScoreEnvelope.of(TextRepair.repair(sent.body()), sent.receipt());
    byte[] batch = envelope.batch();
    var judge = new EventJudge(batch, sent.principal());
    var submission = new Submission(batch, sent.contentType(), sent.principal(), sent.receipt());
    var good = new ArrayList<Judged.Good>();
    var bad = new ArrayList<Judged.Bad>();
    for (RawEvent event : BatchReader.read(batch)) {
      switch (judge.judge(event)) {
        case Judged.Good each -> good.add(each);
        case Judged.Bad each -> bad.add(each);
      }
    }
    if (!envelope.isList() && !bad.isEmpty()) {
      throw new Refusal(
          bad.getFirst().reason(), BatchProtocol.INVALID, List.of(bad.getFirst().detail()));
    }
    int accepted = envelope.scoreIds().size() - bad.size();
    return new Accepted(
        BatchRecords.of(submission, good),
        accepted,
        bad.stream().map(Judged.Bad::reason).toList(),
        answer(envelope, accepted, bad));
  }

  /**
   * One score: its id. A list: 202, or 207 with what was refused, as the client of SDK 5 reads
   * them.
   */
  private static Answer answer(ScoreEnvelope envelope, int accepted, List<Judged.Bad> bad) {
    if (!envelope.isList()) {
      return Answer.json(200, Map.of("id", envelope.scoreIds().getFirst()));
    }
    if (bad.isEmpty()) {
      return Answer.json(202, Map.of("message", "Accepted"));
    }
    var errors = bad.stream().map(each -> Map.of("message", each.detail())).toList();
    return Answer.json(207, Map.of("accepted", accepted, "rejected", bad.size(), "errors", errors));
  }

  @Override
  public Answer refuse(Refusal refusal, String contentType) {
    return Answer.json(
        refusal.status(),
        refusal.status() == 400
            ? Map.of("message", BatchProtocol.INVALID, "error", issues(refusal))
            : refusal.body(
                Map.of("message", refusal.sentence(), "error", refusal.reason().label())));
  }

  private static List<Issue> issues(Refusal refusal) {
    List<String> details =
        refusal.details().isEmpty() ? List.of(refusal.sentence()) : refusal.details();
    String code = refusal.reason() == Reason.MALFORMED_BODY ? "invalid_type" : "custom";
    return details.stream().map(detail -> issue(code, detail)).toList();
  }

  /** {@code body.value: NUMERIC expects a number} is about the field {@code value}. */
  private static Issue issue(String code, String detail) {
    int colon = detail.indexOf(": ");
    if (!detail.startsWith(BODY) || colon < 0) {
      return new Issue(code, List.of(), detail);
    }
    String field = detail.substring(BODY.length(), colon);
    return new Issue(
        code,
        field.isEmpty() ? List.of() : List.of(field.substring(1)),
        detail.substring(colon + 2).replace(BODY + ".", ""));
  }

  /** An entry of {@code error} (contract 1.11). */
  record Issue(String code, List<String> path, String message) {}
}
