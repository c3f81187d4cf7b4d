package io.tallystream.gateway.http.batch;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Rules across the fields of a score (contract 5.1). */
final class ScoreRules {
  private ScoreRules() {}

  /** What is wrong, naming the field; null when nothing is. */
  static @Nullable String broken(BodyFacts score) {
    String name = score.text("name");
    if (name == null || name.isEmpty()) {
      return "body.name: required";
    }
    if (!score.has("value")) {
      return "body.value: required";
    }
    if (score.has("observationId") && !score.has("traceId")) {
      return "body.observationId: needs body.traceId";
    }
    boolean hasSubject =
        score.has("traceId") || score.has("sessionId") || score.has("datasetRunId");
    return hasSubject
        ? value(score)
        : "body.traceId: one of traceId, sessionId and datasetRunId is required";
  }

  private static @Nullable String value(BodyFacts score) {
    String type = score.text("dataType");
    BigDecimal number = score.number();
    String text = score.scoreText();
    return switch (type == null ? "" : type) {
      case "NUMERIC" -> number != null ? null : "body.value: NUMERIC expects a number";
      case "BOOLEAN" -> isBit(number) ? null : "body.value: BOOLEAN expects 0 or 1";
      case "TEXT" ->
          text != null && !text.isEmpty() && text.length() <= 500
              ? null
              : "body.value: TEXT expects a string of 1 to 500 characters";
      case "CATEGORICAL", "CORRECTION" ->
          text != null ? null : "body.value: " + type + " expects a string";
      default -> null;
    };
  }

  private static boolean isBit(@Nullable BigDecimal number) {
    return number != null && (number.signum() == 0 || number.compareTo(BigDecimal.ONE) == 0);
  }
}
