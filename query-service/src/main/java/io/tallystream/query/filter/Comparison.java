package io.tallystream.query.filter;

/** Order comparison of times and numbers; the symbol is the same in the API and in SQL. */
public enum Comparison {
  EQUAL("="),
  LESS("<"),
  GREATER(">"),
  AT_MOST("<="),
  AT_LEAST(">="),
  /** Only in score lists; no filter offers it. */
  UNEQUAL("!=");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
  }

  public String symbol() {
    return symbol;
  }
}
