package io.tallystream.enrichment.dialect;

import java.util.List;

/** MLflow (contract 2.9, row 12). */
final class MlFlow {
  static final Io.Keys IO =
      new Io.Keys(List.of("mlflow.spanInputs"), List.of("mlflow.spanOutputs"));

  private MlFlow() {}
}
