package io.tallystream.enrichment.merge;

import java.util.function.BinaryOperator;

/**
 * Fields of observations, traces and scores, with their merge rule. The ordinal is stored: append
 * only.
 */
public enum Field {
  START(Rule.FIRST),
  ENVIRONMENT(Rule.FIRST),
  TRACE_ID(Rule.FIRST),
  TYPE(Rule.LAST),
  NAME(Rule.LAST),
  LEVEL(Rule.LAST),
  STATUS_MESSAGE(Rule.LAST),
  VERSION(Rule.LAST),
  PARENT(Rule.LAST),
  END(Rule.LAST),
  COMPLETION_START(Rule.LAST),
  MODEL(Rule.LAST),
  MODEL_PARAMETERS(Rule.LAST),
  PROVIDED_USAGE(Rule.LAST),
  USAGE(Rule.LAST),
  USAGE_RULE(Rule.LAST),
  COST(Rule.LAST),
  PROMPT(Rule.LAST),
  APP_ROOT(Rule.LAST),
  USER(Rule.LAST),
  SESSION(Rule.LAST),
  RELEASE(Rule.LAST),
  PUBLIC(Rule.LAST),
  OBSERVATION_ID(Rule.LAST),
  DATASET_RUN(Rule.LAST),
  DATA_TYPE(Rule.LAST),
  SOURCE(Rule.LAST),
  VALUE(Rule.LAST),
  STRING_VALUE(Rule.LAST),
  COMMENT(Rule.LAST),
  METADATA(Rule.LAST),
  CONFIG(Rule.LAST),
  QUEUE(Rule.LAST),
  AUTHOR(Rule.LAST),
  EXECUTION_TRACE(Rule.LAST),
  /** What tier conditions read; written with {@link #USAGE} only (contract 3.4, rule 4). */
  PRICING_ATTRIBUTES(Rule.LAST),
  /** Of the latest text, as {@code TokenCounts}; erased when it was not counted. */
  INPUT_TOKENS(Rule.LAST),
  OUTPUT_TOKENS(Rule.LAST),
  /** Names of the tools that were offered. */
  TOOLS(Rule.LAST),
  /** How often each tool was called. */
  TOOL_CALLS(Rule.LAST);

  private enum Rule {
    FIRST,
    LAST
  }

  private final Rule rule;

  Field(Rule rule) {
    this.rule = rule;
  }

  BinaryOperator<Register> merge() {
    return rule == Rule.FIRST ? Register::first : Register::latest;
  }
}
