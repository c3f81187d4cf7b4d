package io.tallystream.bench.measure;

/** Prints figures, one a line. */
public final class Report {
  private Report() {}

  static void line(String what, String format, Object... figures) {
    System.out.printf("%-56s %s%n", what, String.format(format, figures));
  }

  /** What is not measured, and what it takes to measure it. */
  static void skipped(String what, String needs) {
    line(what, "skipped: %s", needs);
  }
}
