package io.tallystream.query.score;

import io.tallystream.event.v1.ScoreDataType;
import io.tallystream.event.v1.ScoreSource;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of the view {@code score}. */
public record Score(
    String id, String name, Subject subject, Value value, Context context, Times times) {
  /** Id of the scored trace; empty text for a score of a session or run. */
  public String traceId() {
    return Objects.requireNonNullElse(subject.traceId(), "");
  }

  /** What is scored, by the ids that the client gave. */
  public record Subject(
      @Nullable String traceId,
      @Nullable String observationId,
      @Nullable String sessionId,
      @Nullable String datasetRunId) {}

  public record Value(ScoreDataType type, @Nullable BigDecimal number, @Nullable String text) {}

  /** {@code metadata} is compact JSON. */
  public record Context(
      ScoreSource source,
      String environment,
      @Nullable String comment,
      @Nullable String metadata,
      Links links) {}

  public record Links(
      @Nullable String configId,
      @Nullable String queueId,
      @Nullable String authorUserId,
      @Nullable String executionTraceId) {}

  /** Microseconds since the epoch. */
  public record Times(long timestamp, long created, long updated) {}
}
