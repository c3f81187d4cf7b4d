package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Metadata of a span's observation or trace (contract 2.6, 2.7). */
final class SpanMetadata {
  /** Attributes of the Vercel SDK that are fields of their own. */
  private static final Set<String> ELSEWHERE =
      Set.of("userId", "sessionId", "tags", "langfusePrompt");

  private SpanMetadata() {}

  /**
   * @param domain {@code observation} or {@code trace}
   */
  static ObjectNode of(String domain, SpanView s) {
    String own = "langfuse." + domain + ".metadata";
    ObjectNode all = Json.object();
    stated(own, s.resource(), all);
    stated(own, s.a(), all);
    if (!s.isLangfuse()) {
      leftovers(s.a(), all);
    }
    all.set("resourceAttributes", s.resource().object());
    ObjectNode scope =
        Json.object().put("name", s.scope().getName()).put("version", s.scope().getVersion());
    scope.set("attributes", Attributes.of(s.scope().getAttributesList()).object());
    all.set("scope", scope);
    return all;
  }

  /** The whole object first, single keys over it; what is no object is dropped. */
  private static void stated(String own, Attributes a, ObjectNode all) {
    String whole = a.has(own) ? own : "langfuse.metadata";
    if (a.json(whole) instanceof ObjectNode object) {
      all.setAll(object);
    }
    a.byName()
        .forEach(
            (name, value) -> {
              String key = key(name, own);
              if (key != null) {
                all.set(key, value);
              }
            });
  }

  private static @Nullable String key(String name, String own) {
    for (String prefix : List.of(own + ".", "langfuse.metadata.")) {
      if (name.startsWith(prefix)) {
        return name.substring(prefix.length());
      }
    }
    if (!name.startsWith(Vercel.METADATA)) {
      return null;
    }
    String key = name.substring(Vercel.METADATA.length());
    return ELSEWHERE.contains(key) ? null : key;
  }

  /** What no table names, as text. */
  private static void leftovers(Attributes a, ObjectNode all) {
    ObjectNode rest = Json.object();
    a.byName()
        .forEach(
            (name, value) -> {
              if (!Dialects.isContent(name)) {
                rest.put(name, Json.text(value));
              }
            });
    if (!rest.isEmpty()) {
      all.set("attributes", rest);
    }
  }
}
