package io.tallystream.query.catalogue;

import io.tallystream.event.PicoUsd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Prices under every name that clients give to a type of usage: pricing compares names exactly (the
 * contract's section 3.5).
 */
final class UsageSpellings {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private static final Map<String, List<String>> BY_TYPE =
      Map.ofEntries(
          Map.entry("input", List.of("input_tokens", "prompt_tokens", "input_text_tokens")),
          Map.entry(
              "output",
              List.of(
                  "output_tokens",
                  "completion_tokens",
                  "output_text_tokens",
                  "output_accepted_prediction_tokens",
                  "output_rejected_prediction_tokens")),
          Map.entry(
              "input_cached_tokens",
              List.of("input_cached", "input_cache_read", "cache_read", "cache_read_input_tokens")),
          Map.entry(
              "input_cache_creation",
              List.of(
                  "input_cache_creation_5m",
                  "input_cache_creation_tokens",
                  "cache_creation",
                  "cache_creation_input_tokens")),
          Map.entry("output_reasoning", List.of("output_reasoning_tokens")),
          Map.entry("input_audio", List.of("input_audio_tokens")),
          Map.entry("output_audio", List.of("output_audio_tokens")),
          Map.entry("input_cached_audio", List.of("input_cached_audio_tokens")),
          Map.entry("input_image", List.of("input_image_tokens")),
          Map.entry("output_image", List.of("output_image_tokens")),
          Map.entry("output_video", List.of("output_video_tokens")),
          Map.entry("citation", List.of("citation_tokens")));

  private UsageSpellings() {}

  /**
   * @param usdPerMillion by type
   * @return USD per unit by type and each of its other names; reasoning without a price of its own
   *     is output
   */
  static SortedMap<String, BigDecimal> prices(Map<String, BigDecimal> usdPerMillion) {
    Map<String, BigDecimal> types = new TreeMap<>(usdPerMillion);
    if (types.containsKey("output")) {
      types.putIfAbsent("output_reasoning", types.get("output"));
    }
    var prices = new TreeMap<String, BigDecimal>();
    types.forEach(
        (type, price) -> {
          BigDecimal perUnit = perUnit(price);
          prices.put(type, perUnit);
          BY_TYPE.getOrDefault(type, List.of()).forEach(name -> prices.put(name, perUnit));
        });
    return prices;
  }

  /** To 12 decimals, as costs are: a few old prices have more. */
  private static BigDecimal perUnit(BigDecimal usdPerMillion) {
    BigDecimal price =
        usdPerMillion.divide(MILLION, PicoUsd.SCALE, RoundingMode.HALF_UP).stripTrailingZeros();
    return price.scale() < 0 ? price.setScale(0) : price;
  }
}
