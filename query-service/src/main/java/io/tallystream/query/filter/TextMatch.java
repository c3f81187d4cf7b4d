package io.tallystream.query.filter;

/** Case-sensitive comparison of texts. */
public enum TextMatch {
  EQUAL("="),
  CONTAINS("contains"),
  LACKS("does not contain"),
  STARTS("starts with"),
  ENDS("ends with");

  private final String symbol;

  TextMatch(String symbol) {
    this.symbol = symbol;
  }

  public String symbol() {
    return symbol;
  }

  /** Whether {@code text} satisfies this comparison with {@code value}. */
  public boolean matches(String text, String value) {
    return switch (this) {
      case EQUAL -> text.equals(value);
      case CONTAINS -> text.contains(value);
      case LACKS -> !text.contains(value);
      case STARTS -> text.startsWith(value);
      case ENDS -> text.endsWith(value);
    };
  }
}
