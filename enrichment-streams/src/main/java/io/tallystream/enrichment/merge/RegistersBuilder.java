package io.tallystream.enrichment.merge;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Registers of one event: every field under one stamp. */
public final class RegistersBuilder {
  private final Stamp stamp;
  private final long receivedAtUs;
  private final EnumMap<Field, Register> fields = new EnumMap<>(Field.class);
  private final TreeSet<String> tags = new TreeSet<>();

  public RegistersBuilder(Stamp stamp, long receivedAtUs) {
    this.stamp = stamp;
    this.receivedAtUs = receivedAtUs;
  }

  private RegistersBuilder put(Field field, boolean explicit, @Nullable Value value) {
    fields.put(field, new Register(explicit, stamp, value));
    return this;
  }

  /** Absent when null. */
  public RegistersBuilder text(Field field, @Nullable String text) {
    return text == null ? this : put(field, true, new Value.Text(text));
  }

  /** Absent when null. */
  public RegistersBuilder number(Field field, @Nullable Long number) {
    return number == null ? this : put(field, true, new Value.Number(number));
  }

  /** A value that an explicit one replaces whatever their stamps. */
  public RegistersBuilder derived(Field field, long number) {
    return put(field, false, new Value.Number(number));
  }

  /** As {@link #derived(Field, long)}. */
  public RegistersBuilder derived(Field field, String text) {
    return put(field, false, new Value.Text(text));
  }

  public RegistersBuilder erased(Field field) {
    return put(field, true, null);
  }

  /** Empty maps never overwrite. */
  public RegistersBuilder amounts(Field field, Map<String, Long> byType) {
    return byType.isEmpty() ? this : put(field, true, new Value.Amounts(byType));
  }

  /** Empty says that there are none; it replaces those of an earlier event. */
  public RegistersBuilder texts(Field field, Map<String, String> byName) {
    return put(field, true, new Value.Texts(byName));
  }

  public RegistersBuilder prompt(String name, int version) {
    return put(Field.PROMPT, true, new Value.Prompt(name, version));
  }

  public RegistersBuilder tags(Collection<String> more) {
    tags.addAll(more);
    return this;
  }

  public Registers build() {
    return new Registers(fields, tags, receivedAtUs, receivedAtUs);
  }
}
