package io.tallystream.query.metrics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a view measures.
 *
 * @param facts its value over the facts
 * @param scale an integer of the facts is this power of ten times the API's unit: 3 for the
 *     milliseconds of a latency, 12 for the USD of a cost
 * @param held its sums in rollup rows, by the pivot that the query makes
 * @param dimension group key that it only makes sense with
 * @param version2 whether only version 2 of the API knows it
 */
record Measure(
    String name,
    Facts facts,
    int scale,
    Map<Pivot, Held> held,
    @Nullable String dimension,
    boolean version2) {
  /** What values are: they differ in how they are aggregated. */
  enum Kind {
    /** 64-bit integers; percentiles by log-linear buckets, which rollups hold too. */
    INTEGER,
    /** Decimals; percentiles over the values themselves. */
    DECIMAL,
    /** Texts, which are only counted. */
    TEXT,
    /** Texts of which each counts once. */
    UNIQUE
  }

  /** {@code sql}: NULL when unknown. */
  record Facts(String sql, Kind kind, List<String> joins) {
    Facts {
      joins = List.copyOf(joins);
    }
  }

  /**
   * Over rollup rows.
   *
   * @param count number of known values; absent: not held
   * @param histogram column of their log-linear histogram
   */
  record Held(String sum, @Nullable String count, @Nullable String histogram) {}

  Measure {
    held = Map.copyOf(held);
  }

  static Measure of(String name, Kind kind, String sql, int scale, String... joins) {
    return new Measure(name, new Facts(sql, kind, List.of(joins)), scale, Map.of(), null, false);
  }

  static Measure integer(String name, String sql, int scale, String... joins) {
    return of(name, Kind.INTEGER, sql, scale, joins);
  }

  Measure held(Pivot pivot, String sum, @Nullable String count, @Nullable String histogram) {
    Map<Pivot, Held> more = new EnumMap<>(Pivot.class);
    more.putAll(held);
    more.put(pivot, new Held(sum, count, histogram));
    return new Measure(name, facts, scale, more, dimension, version2);
  }

  Measure held(String sum, String count) {
    return held(Pivot.NONE, sum, count, null);
  }

  Measure with(String requiredDimension) {
    return new Measure(name, facts, scale, held, requiredDimension, version2);
  }

  Measure onlyVersion2() {
    return new Measure(name, facts, scale, held, dimension, true);
  }

  boolean isNumeric() {
    return facts.kind() == Kind.INTEGER || facts.kind() == Kind.DECIMAL;
  }
}
