package io.tallystream.query.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Prices under conditions.
 *
 * @param id what an observation names as the entry that priced it
 * @param priority 0 for the default tier; of the others the lowest that holds applies
 * @param prices USD per unit by usage type, at most 12 decimals
 */
public record Tier(
    String id,
    String name,
    boolean isDefault,
    int priority,
    List<Condition> conditions,
    SortedMap<String, BigDecimal> prices) {
  /** The name of the tier that flat prices become. */
  static final String STANDARD = "Standard";

  public Tier {
    conditions = List.copyOf(conditions);
  }

  /** The tier that applies when no other does. */
  public static Tier standard(String id, String name, Map<String, BigDecimal> prices) {
    return new Tier(id, name, true, 0, List.of(), new TreeMap<>(prices));
  }
}
