package io.tallystream.aggregator.rollup;

import io.tallystream.event.RollupFamily;
import io.tallystream.event.v1.ScoreFact;
import java.math.BigDecimal;
import java.util.List;

/** What a score adds. */
public final class ScoreContributions {
  /** Digits on either side of the point; beyond it a sum would be longer than any record. */
  private static final int MAX_DIGITS = 1_000;

  private ScoreContributions() {}

  public static List<Contribution> of(ScoreFact fact) {
    var measures = new Aggregate().add(Sum.COUNT, 1);
    if (!fact.getValue().isEmpty()) {
      addValue(new BigDecimal(fact.getValue()), measures);
    }
    var dims =
        List.of(
            fact.getEnvironment(),
            fact.getName(),
            fact.getSource().name(),
            fact.getDataType().name(),
            category(fact));
    long bucket = RollupFamily.SCORE.bucket.startOf(fact.getTimestampUs());
    return List.of(
        new Contribution(
            new RollupKey(RollupFamily.SCORE, fact.getProject(), bucket, dims, fact.getPart()),
            measures));
  }

  private static void addValue(BigDecimal value, Aggregate measures) {
    if (Math.abs((long) value.scale()) <= MAX_DIGITS && value.precision() <= MAX_DIGITS) {
      measures.addValue(value);
    }
  }

  /** Free text would make a row of each score: only closed vocabularies are dimensions. */
  private static String category(ScoreFact fact) {
    return switch (fact.getDataType()) {
      case CATEGORICAL, BOOLEAN -> fact.getStringValue();
      case NUMERIC, TEXT, CORRECTION, SCORE_DATA_TYPE_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }
}
