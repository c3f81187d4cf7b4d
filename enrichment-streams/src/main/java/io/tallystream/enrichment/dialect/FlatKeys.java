package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.TreeMap;

/**
 * A value spread over attributes whose names are paths, such as {@code gen_ai.prompt.0.role}
 * (contract 2.9, rows 16c and 16d). Arrays are built from the indexes that are there, in their
 * order, so that a huge index costs nothing.
 */
final class FlatKeys {
  private static final int MAX_DEPTH = 32;

  private FlatKeys() {}

  /** Missing when no attribute begins with the prefix. */
  static JsonNode nested(Attributes a, String prefix) {
    if (a.has(prefix)) {
      return a.get(prefix);
    }
    ObjectNode root = Json.object();
    String path = prefix + ".";
    a.byName()
        .forEach(
            (name, value) -> {
              if (name.startsWith(path)) {
                put(root, name.substring(path.length()).split("\\.", MAX_DEPTH), value);
              }
            });
    return root.isEmpty() ? MissingNode.getInstance() : withArrays(root);
  }

  private static void put(ObjectNode root, String[] path, JsonNode value) {
    ObjectNode at = root;
    for (int i = 0; i < path.length - 1; i++) {
      at = at.get(path[i]) instanceof ObjectNode child ? child : at.putObject(path[i]);
    }
    at.set(path[path.length - 1], value);
  }

  private static JsonNode withArrays(JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    boolean indexes =
        !object.isEmpty()
            && object.properties().stream().allMatch(e -> e.getKey().matches("\\d{1,9}"));
    if (!indexes) {
      object.properties().forEach(e -> e.setValue(withArrays(e.getValue())));
      return object;
    }
    var byIndex = new TreeMap<String, JsonNode>(Comparator.comparing(Integer::valueOf));
    object.properties().forEach(e -> byIndex.put(e.getKey(), withArrays(e.getValue())));
    return JsonNodeFactory.instance.arrayNode().addAll(byIndex.values());
  }
}
