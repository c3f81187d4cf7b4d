package io.tallystream.query.view;

import io.tallystream.event.PicoUsd;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Money of the views, shown as plain USD. */
public final class Money {
  private Money() {}

  public static @Nullable BigDecimal usd(@Nullable Long pico) {
    return pico == null ? null : PicoUsd.toUsd(pico);
  }
}
