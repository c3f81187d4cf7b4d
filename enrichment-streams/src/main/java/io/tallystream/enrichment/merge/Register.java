package io.tallystream.enrichment.merge;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One field's winning write.
 *
 * @param explicit false when the value was derived, such as a start time from the envelope
 * @param value null when the client erased the field
 */
public record Register(boolean explicit, Stamp stamp, @Nullable Value value) {
  /** Two different values under one stamp can only be a hash collision; any fixed order will do. */
  private static final Comparator<Register> LATEST =
      Comparator.comparing(Register::stamp)
          .thenComparing(r -> String.valueOf(r.value))
          .thenComparing(Register::explicit);

  private static final Comparator<Register> FIRST =
      Comparator.comparing((Register r) -> !r.explicit).thenComparing(LATEST);

  /** The later write. */
  static Register latest(Register a, Register b) {
    return LATEST.compare(a, b) >= 0 ? a : b;
  }

  /** An explicit write before a derived one, then the earlier. */
  static Register first(Register a, Register b) {
    return FIRST.compare(a, b) <= 0 ? a : b;
  }
}
