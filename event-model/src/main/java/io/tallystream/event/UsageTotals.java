package io.tallystream.event;

import java.util.Map;

/** How readers see a usage or cost map as input, output and total (the contract's section 3.7). */
public final class UsageTotals {
  private UsageTotals() {}

  /** Sum over the types whose name contains {@code input}. */
  public static long input(Map<String, Long> byType) {
    return sumOf(byType, "input");
  }

  /** Sum over the types whose name contains {@code output}. */
  public static long output(Map<String, Long> byType) {
    return sumOf(byType, "output");
  }

  /** The type {@code total}, or 0. */
  public static long total(Map<String, Long> byType) {
    return byType.getOrDefault("total", 0L);
  }

  private static long sumOf(Map<String, Long> byType, String part) {
    long sum = 0;
    for (var entry : byType.entrySet()) {
      if (entry.getKey().contains(part)) {
        sum += entry.getValue();
      }
    }
    return sum;
  }
}
