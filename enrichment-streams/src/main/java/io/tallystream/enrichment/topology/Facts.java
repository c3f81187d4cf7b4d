package io.tallystream.enrichment.topology;

import io.tallystream.enrichment.merge.Field;
import io.tallystream.enrichment.merge.Registers;
import io.tallystream.enrichment.pricing.Catalogue;
import io.tallystream.enrichment.pricing.Price;
import io.tallystream.enrichment.usage.ProvidedCost;
import io.tallystream.event.v1.Level;
import io.tallystream.event.v1.ObservationFact;
import io.tallystream.event.v1.ObservationFactOrBuilder;
import io.tallystream.event.v1.ObservationType;
import io.tallystream.event.v1.PriceState;
import io.tallystream.event.v1.ScoreDataType;
import io.tallystream.event.v1.ScoreFact;
import io.tallystream.event.v1.ScoreSource;
import io.tallystream.event.v1.TraceFact;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Facts from registers. */
final class Facts {
  private Facts() {}

  /**
   * @param last what was emitted before; the default message at first
   */
  static ObservationFact observation(
      ObservationFact ids, Registers r, ObservationFact last, Catalogue catalogue) {
    var o = stated(ids, r);
    String pin = pin(last, o.getModel());
    Counting.estimate(o, r, pin, catalogue);
    Price price = price(o, r, pin, catalogue);
    o.setModelId(price.modelId()).setPriceId(price.priceId()).setPriceTier(price.tier());
    boolean estimated = isCounted(o) && price.state() == PriceState.PRICED;
    o.setPriceState(estimated ? PriceState.ESTIMATED : price.state()).putAllCost(price.cost());
    price.total().ifPresent(o::setTotalCost);
    return o.build();
  }

  /** Nobody sent its usage. */
  static boolean isCounted(ObservationFactOrBuilder o) {
    return o.getUsageRule().equals(Counting.RULE);
  }

  /** All but the price, and the usage that nobody sent. */
  static ObservationFact.Builder stated(ObservationFact ids, Registers r) {
    long start = r.number(Field.START).orElse(0L);
    var o = ids.toBuilder();
    o.setParentId(r.text(Field.PARENT)).setName(r.text(Field.NAME));
    o.setType(ObservationType.valueOf(r.text(Field.TYPE)));
    o.setLevel(level(r.text(Field.LEVEL))).setStatusMessage(r.text(Field.STATUS_MESSAGE));
    o.setVersion(r.text(Field.VERSION)).setEnvironment(r.text(Field.ENVIRONMENT)).setStartUs(start);
    r.number(Field.END).ifPresent(end -> o.setEndUs(Math.max(start, end)));
    r.number(Field.COMPLETION_START).ifPresent(o::setCompletionStartUs);
    o.setModel(r.text(Field.MODEL)).setModelParameters(r.text(Field.MODEL_PARAMETERS));
    r.prompt().ifPresent(p -> o.setPromptName(p.name()).setPromptVersion(p.version()));
    o.putAllUsage(r.amounts(Field.USAGE)).putAllProvidedUsage(r.amounts(Field.PROVIDED_USAGE));
    o.setUsageRule(r.text(Field.USAGE_RULE));
    o.addAllToolNames(r.amounts(Field.TOOLS).keySet());
    o.putAllToolCalls(r.amounts(Field.TOOL_CALLS));
    o.setAppRoot(r.number(Field.APP_ROOT).orElse(0L) == 1);
    return o.setCreatedUs(r.createdUs()).setUpdatedUs(r.updatedUs());
  }

  private static Price price(
      ObservationFactOrBuilder o, Registers r, String pin, Catalogue catalogue) {
    Map<String, Long> stated = r.amounts(Field.COST);
    if (stated.isEmpty()) {
      return catalogue.price(
          o.getProject(), o.getModel(), pin, r.texts(Field.PRICING_ATTRIBUTES), o.getUsageMap());
    }
    OptionalLong total = ProvidedCost.total(stated);
    var byType = new TreeMap<>(stated);
    byType.remove("total");
    String modelId = catalogue.modelId(o.getProject(), o.getModel());
    return new Price(PriceState.STATED, modelId, "", "", byType, total);
  }

  /** What priced a model's usage once goes on pricing it: a later catalogue changes no old cost. */
  private static String pin(ObservationFact last, String model) {
    boolean priced =
        last.getPriceState() == PriceState.PRICED || last.getPriceState() == PriceState.ESTIMATED;
    return priced && last.getModel().equals(model) ? last.getModelId() : "";
  }

  private static Level level(String sent) {
    return switch (sent) {
      case "DEBUG" -> Level.DEBUG;
      case "WARNING" -> Level.WARNING;
      case "ERROR" -> Level.ERROR;
      default -> Level.DEFAULT;
    };
  }

  /** Attributes; cells and extent are the caller's. */
  static void trace(TraceFact.Builder t, Registers r) {
    t.setExplicit(!r.isEmpty());
    if (r.isEmpty()) {
      return;
    }
    t.setTimestampUs(r.number(Field.START).orElse(0L)).setName(r.text(Field.NAME));
    t.setUserId(r.text(Field.USER)).setSessionId(r.text(Field.SESSION));
    t.setRelease(r.text(Field.RELEASE)).setVersion(r.text(Field.VERSION));
    t.setPublic(r.number(Field.PUBLIC).orElse(0L) == 1).setEnvironment(r.text(Field.ENVIRONMENT));
    t.clearTags().addAllTags(r.tags()).setCreatedUs(r.createdUs()).setUpdatedUs(r.updatedUs());
  }

  static ScoreFact score(int project, int part, String id, Registers r) {
    return ScoreFact.newBuilder()
        .setProject(project)
        .setPart(part)
        .setId(id)
        .setTraceId(r.text(Field.TRACE_ID))
        .setObservationId(r.text(Field.OBSERVATION_ID))
        .setSessionId(r.text(Field.SESSION))
        .setDatasetRunId(r.text(Field.DATASET_RUN))
        .setName(r.text(Field.NAME))
        .setDataType(ScoreDataType.valueOf(r.text(Field.DATA_TYPE)))
        .setSource(source(r.text(Field.SOURCE)))
        .setValue(r.text(Field.VALUE))
        .setStringValue(r.text(Field.STRING_VALUE))
        .setComment(r.text(Field.COMMENT))
        .setMetadata(r.text(Field.METADATA))
        .setConfigId(r.text(Field.CONFIG))
        .setQueueId(r.text(Field.QUEUE))
        .setAuthorUserId(r.text(Field.AUTHOR))
        .setExecutionTraceId(r.text(Field.EXECUTION_TRACE))
        .setEnvironment(r.text(Field.ENVIRONMENT))
        .setTimestampUs(r.number(Field.START).orElse(0L))
        .setCreatedUs(r.createdUs())
        .setUpdatedUs(r.updatedUs())
        .build();
  }

  private static ScoreSource source(String sent) {
    return switch (sent) {
      case "ANNOTATION" -> ScoreSource.ANNOTATION;
      case "EVAL" -> ScoreSource.EVAL;
      default -> ScoreSource.API;
    };
  }

  /** What rollups read of the last change. */
  static ObservationFact stripped(ObservationFact o) {
    return o.toBuilder()
        .clearTraceId()
        .clearId()
        .clearParentId()
        .clearStatusMessage()
        .clearVersion()
        .clearModelId()
        .clearPriceTier()
        .clearModelParameters()
        .clearProvidedUsage()
        .clearCreatedUs()
        .clearUpdatedUs()
        .clearAppRoot()
        .clearUsageRule()
        .clearToolNames()
        .clearToolCalls()
        .build();
  }
}
