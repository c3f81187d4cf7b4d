package io.tallystream.enrichment.merge;

import java.util.Map;
import java.util.TreeMap;

/** What a register holds. */
public sealed interface Value {
  /** Any text; JSON where the field says so. */
  record Text(String text) implements Value {}

  /** Integer, microseconds or flag (0, 1). */
  record Number(long number) implements Value {}

  /** Units or pico-USD by usage type, or calls by tool; sorted: equal maps have equal text. */
  record Amounts(Map<String, Long> byType) implements Value {
    public Amounts {
      byType = new TreeMap<>(byType);
    }
  }

  /** A prompt link: name and version come together or not at all (contract 2.2, rule 14). */
  record Prompt(String name, int version) implements Value {}

  /** Texts by name, sorted. */
  record Texts(Map<String, String> byName) implements Value {
    public Texts {
      byName = new TreeMap<>(byName);
    }
  }
}
