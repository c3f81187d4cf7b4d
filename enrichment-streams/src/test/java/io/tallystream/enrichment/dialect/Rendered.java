package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystream.enrichment.merge.Field;
import io.tallystream.enrichment.merge.Register;
import io.tallystream.enrichment.merge.Registers;
import io.tallystream.enrichment.merge.Value;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Patches as a scenario file writes what it expects: entities by kind and id, fields by name. */
final class Rendered {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Rendered() {}

  static ObjectNode of(List<Patch> patches) {
    var registers = new TreeMap<String, Registers>();
    var payloads = new TreeMap<String, Map<Payload.Kind, Payload>>();
    for (Patch patch : patches) {
      registers.merge(key(patch), patch.registers(), Registers::merge);
      var ofEntity = payloads.computeIfAbsent(key(patch), k -> new TreeMap<>());
      payloads(patch).forEach(p -> ofEntity.merge(p.kind(), p, Rendered::later));
    }
    ObjectNode all = Json.object();
    registers.forEach((key, r) -> all.set(key, entity(r, payloads.get(key))));
    return all;
  }

  private static String key(Patch patch) {
    return switch (patch) {
      case Patch.ObservationPatch p -> "observation " + p.id();
      case Patch.TracePatch p -> "trace " + p.id();
      case Patch.ScorePatch p -> "score " + p.id();
    };
  }

  private static List<Payload> payloads(Patch patch) {
    return switch (patch) {
      case Patch.ObservationPatch p -> p.payloads();
      case Patch.TracePatch p -> p.payloads();
      case Patch.ScorePatch p -> List.of();
    };
  }

  private static Payload later(Payload a, Payload b) {
    return Comparator.comparing(Payload::stamp).compare(a, b) > 0 ? a : b;
  }

  private static ObjectNode entity(Registers r, Map<Payload.Kind, Payload> payloads) {
    ObjectNode entity = Json.object();
    for (Map.Entry<Field, Register> e : r.fields().entrySet()) {
      entity.set(e.getKey().name().toLowerCase(Locale.ROOT), value(e.getValue().value()));
    }
    if (!r.tags().isEmpty()) {
      var tags = entity.putArray("tags");
      r.tags().forEach(tags::add);
    }
    payloads.forEach(
        (kind, p) -> {
          String text = new String(p.data(), StandardCharsets.UTF_8);
          String name = kind == Payload.Kind.METADATA ? "body_metadata" : kind.name();
          entity.set(
              name.toLowerCase(Locale.ROOT), p.json() ? Json.parse(text) : JSON.textNode(text));
        });
    return entity;
  }

  private static JsonNode value(Value value) {
    return switch (value) {
      case null -> JSON.nullNode();
      case Value.Text(String text) -> JSON.textNode(text);
      case Value.Number(long number) -> JSON.numberNode(number);
      case Value.Amounts(var byType) -> {
        ObjectNode object = Json.object();
        byType.forEach(object::put);
        yield object;
      }
      case Value.Texts(var byName) -> {
        ObjectNode object = Json.object();
        byName.forEach(object::put);
        yield object;
      }
      case Value.Prompt(String name, int version) -> JSON.textNode(name + " v" + version);
    };
  }
}
