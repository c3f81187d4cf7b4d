package io.tallystream.query.metrics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the values of a measure become one. */
enum Aggregation {
  SUM(Part.SUM),
  AVG(Part.SUM, Part.COUNT),
  COUNT(Part.COUNT),
  MAX(Part.MAX),
  MIN(Part.MIN),
  P50(Part.DISTRIBUTION),
  P75(Part.DISTRIBUTION),
  P90(Part.DISTRIBUTION),
  P95(Part.DISTRIBUTION),
  P99(Part.DISTRIBUTION),
  HISTOGRAM(Part.DISTRIBUTION),
  UNIQ(Part.DISTINCT);

  @SuppressWarnings("ImmutableEnumChecker") // never changed after construction
  private final Set<Part> parts;

  Aggregation(Part first, Part... rest) {
    this.parts = Set.copyOf(EnumSet.of(first, rest));
  }

  /** For example {@code p95}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean takes(Measure measure) {
    return measure.isNumeric() || this == COUNT || this == UNIQ;
  }

  /** Of unique texts, the count is the number of different ones. */
  Set<Part> parts(Measure measure) {
    return measure.facts().kind() == Measure.Kind.UNIQUE ? EnumSet.of(Part.DISTINCT) : parts;
  }

  /**
   * The answer in the API's unit. Sums and counts of nothing are 0, everything else of nothing is
   * absent.
   */
  @Nullable Object of(Cell cell, Measure measure, int bins) {
    if (parts(measure).contains(Part.DISTINCT)) {
      return cell.distinct();
    }
    return switch (this) {
      case SUM -> unit(cell.sum(), measure);
      case COUNT -> cell.count();
      case AVG -> average(cell, measure);
      case MAX -> unit(cell.max(), measure);
      case MIN -> unit(cell.min(), measure);
      case P50 -> unit(distribution(cell, measure).percentile(50), measure);
      case P75 -> unit(distribution(cell, measure).percentile(75), measure);
      case P90 -> unit(distribution(cell, measure).percentile(90), measure);
      case P95 -> unit(distribution(cell, measure).percentile(95), measure);
      case P99 -> unit(distribution(cell, measure).percentile(99), measure);
      case HISTOGRAM -> histogram(cell, measure, bins);
      case UNIQ -> throw new IllegalStateException("uniq is a distinct count");
    };
  }

  private static @Nullable BigDecimal average(Cell cell, Measure measure) {
    return cell.count().signum() == 0
        ? null
        : unit(cell.sum().divide(cell.count(), MathContext.DECIMAL64), measure);
  }

  private static List<List<@Nullable BigDecimal>> histogram(Cell cell, Measure measure, int bins) {
    return distribution(cell, measure).bins(bins).stream()
        .map(bin -> List.of(plain(bin.lower(), measure), plain(bin.upper(), measure), bin.height()))
        .toList();
  }

  private static Distribution distribution(Cell cell, Measure measure) {
    return new Distribution(cell.distribution(), measure.facts().kind() == Measure.Kind.INTEGER);
  }

  private static @Nullable BigDecimal unit(@Nullable BigDecimal value, Measure measure) {
    return value == null ? null : plain(value, measure);
  }

  private static BigDecimal plain(BigDecimal value, Measure measure) {
    BigDecimal unit = value.movePointLeft(measure.scale()).stripTrailingZeros();
    return unit.scale() < 0 ? unit.setScale(0) : unit;
  }
}
