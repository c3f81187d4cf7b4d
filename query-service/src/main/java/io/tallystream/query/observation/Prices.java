package io.tallystream.query.observation;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Unit prices in USD of a model definition's default tier; absent where the tier names none. */
public record Prices(
    @Nullable BigDecimal input, @Nullable BigDecimal output, @Nullable BigDecimal total) {
  public static final Prices NONE = new Prices(null, null, null);

  /** As JSON numbers, for the classic shape. */
  void numbers(Map<String, @Nullable Object> json) {
    json.put("inputPrice", input);
    json.put("outputPrice", output);
    json.put("totalPrice", total);
  }

  /** As decimal strings, for v2. */
  void texts(Map<String, @Nullable Object> json) {
    json.put("inputPrice", text(input));
    json.put("outputPrice", text(output));
    json.put("totalPrice", text(total));
  }

  private static @Nullable String text(@Nullable BigDecimal price) {
    return price == null ? null : price.toPlainString();
  }
}
