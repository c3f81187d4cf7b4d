package io.tallystream.enrichment.topology;

import io.tallystream.enrichment.dialect.Patch;
import io.tallystream.enrichment.dialect.Payload;
import io.tallystream.enrichment.merge.Field;
import io.tallystream.enrichment.merge.Registers;
import io.tallystream.enrichment.merge.RegistersBuilder;
import io.tallystream.enrichment.pricing.Catalogue;
import io.tallystream.enrichment.tokens.TokenCounts;
import io.tallystream.enrichment.tokens.Tokenizer;
import io.tallystream.enrichment.tokens.Vocabulary;
import io.tallystream.enrichment.usage.UsageRules;
import io.tallystream.event.v1.Level;
import io.tallystream.event.v1.ObservationFact;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Usage that nobody sent, counted from texts (decision 25). */
record Counting(Catalogue catalogue, int project) {
  /** What a fact says whose usage was counted here. */
  static final String RULE = "counted";

  private static final Map<Field, String> UNITS =
      Map.of(Field.INPUT_TOKENS, "input", Field.OUTPUT_TOKENS, "output");

  /** Nobody has said what the observation used or cost; what was said once stays said. */
  static boolean isNeeded(Registers known, List<Decoded> events) {
    return !states(known) && events.stream().noneMatch(e -> states(e.patch().registers()));
  }

  private static boolean states(Registers r) {
    return !r.amounts(Field.USAGE).isEmpty() || !r.amounts(Field.COST).isEmpty();
  }

  /**
   * What an event says, and the tokens of its texts: a function of the event, whatever is known.
   */
  Registers counted(Patch patch) {
    Registers all = patch.registers();
    if (patch instanceof Patch.ObservationPatch p && p.countable()) {
      for (Payload payload : p.payloads()) {
        if (payload.kind() != Payload.Kind.METADATA) {
          all = all.merge(counted(payload, all));
        }
      }
    }
    return all;
  }

  private Registers counted(Payload payload, Registers of) {
    var out = new RegistersBuilder(payload.stamp(), of.createdUs());
    boolean input = payload.kind() == Payload.Kind.INPUT;
    Field field = input ? Field.INPUT_TOKENS : Field.OUTPUT_TOKENS;
    Set<Vocabulary> by = vocabularies(of.text(Field.MODEL));
    Map<String, Long> counts =
        by.isEmpty() ? Map.of() : TokenCounts.of(by, payload.text(), payload.read());
    // Erased: this text replaces an earlier one, and is not counted.
    return (counts.isEmpty() ? out.erased(field) : out.amounts(field, counts)).build();
  }

  /** That of the model which the event names; all when it leaves the model to other events. */
  private Set<Vocabulary> vocabularies(String model) {
    return model.isEmpty()
        ? EnumSet.allOf(Vocabulary.class)
        : catalogue.tokenizer(project, model, "").map(t -> Set.of(t.vocabulary())).orElse(Set.of());
  }

  /** Adds what was counted, where that is all that is known. */
  static void estimate(ObservationFact.Builder o, Registers r, String pin, Catalogue catalogue) {
    boolean counted =
        r.fields().containsKey(Field.INPUT_TOKENS) || r.fields().containsKey(Field.OUTPUT_TOKENS);
    if (!counted || states(r) || o.getLevel() == Level.ERROR) {
      return;
    }
    Tokenizer tokenizer = catalogue.tokenizer(o.getProject(), o.getModel(), pin).orElse(null);
    if (tokenizer == null) {
      return;
    }
    var units = new TreeMap<String, Long>();
    for (Map.Entry<Field, String> unit : UNITS.entrySet()) {
      if (r.fields().containsKey(unit.getKey())) {
        OptionalLong tokens = tokenizer.tokens(r.amounts(unit.getKey()));
        if (tokens.isEmpty()) {
          // Half of a usage would look like a whole one.
          return;
        }
        units.put(unit.getValue(), tokens.getAsLong());
      }
    }
    o.putAllUsage(UsageRules.withTotal(units)).setUsageRule(RULE);
  }
}
