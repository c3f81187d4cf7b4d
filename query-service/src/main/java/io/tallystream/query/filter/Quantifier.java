package io.tallystream.query.filter;

/** How a column's value or values meet a list. */
public enum Quantifier {
  ANY("any of"),
  NONE("none of"),
  ALL("all of");

  private final String symbol;

  Quantifier(String symbol) {
    this.symbol = symbol;
  }

  public String symbol() {
    return symbol;
  }
}
