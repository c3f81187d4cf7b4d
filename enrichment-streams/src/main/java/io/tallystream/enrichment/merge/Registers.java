package io.tallystream.enrichment.merge;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An entity, or one event's contribution to it: both are elements of the same semilattice. {@link
 * #merge} is commutative, associative and idempotent, so order and repetition do not matter.
 *
 * @param createdUs least time at which the gateway received a part
 * @param updatedUs greatest such time
 */
public record Registers(
    Map<Field, Register> fields, SortedSet<String> tags, long createdUs, long updatedUs) {
  public static final Registers NONE =
      new Registers(Map.of(), new TreeSet<>(), Long.MAX_VALUE, Long.MIN_VALUE);

  public Registers merge(Registers other) {
    if (this == NONE || other == NONE) {
      return this == NONE ? other : this;
    }
    var merged = new EnumMap<Field, Register>(Field.class);
    merged.putAll(fields);
    other.fields.forEach((field, r) -> merged.merge(field, r, field.merge()));
    var union = new TreeSet<>(tags);
    union.addAll(other.tags);
    return new Registers(
        merged, union, Math.min(createdUs, other.createdUs), Math.max(updatedUs, other.updatedUs));
  }

  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** Whether a reader could tell the two apart; a mere retry changes only {@link #updatedUs}. */
  public boolean sameContent(Registers other) {
    return fields.equals(other.fields) && tags.equals(other.tags) && createdUs == other.createdUs;
  }

  private @Nullable Value value(Field field) {
    Register r = fields.get(field);
    return r == null ? null : r.value();
  }

  /** Empty when absent or erased. */
  public String text(Field field) {
    return value(field) instanceof Value.Text(String text) ? text : "";
  }

  public Optional<Long> number(Field field) {
    return value(field) instanceof Value.Number(long n) ? Optional.of(n) : Optional.empty();
  }

  public Map<String, Long> amounts(Field field) {
    return value(field) instanceof Value.Amounts(var byType) ? byType : Map.of();
  }

  public Map<String, String> texts(Field field) {
    return value(field) instanceof Value.Texts(var byName) ? byName : Map.of();
  }

  public Optional<Value.Prompt> prompt() {
    return value(Field.PROMPT) instanceof Value.Prompt p ? Optional.of(p) : Optional.empty();
  }
}
