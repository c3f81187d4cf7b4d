package io.tallystream.gateway.http.batch;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules across the fields of a score (contract 5.1). */
final class ScoreRules {
  private static final List<String> SUBJECTS = List.of("traceId", "sessionId", "datasetRunId");

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
    List<String> subjects = SUBJECTS.stream().filter(score::has).toList();
    if (subjects.size() != 1) {
      return "body.%s: exactly one of traceId, sessionId and datasetRunId is required"
          .formatted(subjects.isEmpty() ? "traceId" : subjects.getLast());
    }
    String origin = origin(score, subjects.getFirst());
    return origin != null ? origin : value(score);
  }

  private static @Nullable String origin(BodyFacts score, String subject) {
    boolean correction = "CORRECTION".equals(score.text("dataType"));
    if (correction && !subject.equals("traceId")) {
      return "body." + subject + ": a CORRECTION is of a trace or an observation";
    }
    if (correction && score.has("configId")) {
      return "body.configId: a CORRECTION has none";
    }
    boolean annotation = "ANNOTATION".equals(score.text("source"));
    return annotation && !correction && !score.has("configId")
        ? "body.configId: required when source is ANNOTATION"
        : null;
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
