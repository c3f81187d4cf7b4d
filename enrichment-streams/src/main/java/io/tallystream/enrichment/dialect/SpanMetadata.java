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

  /** Whose metadata. */
  enum Of {
    OBSERVATION("langfuse.observation.metadata"),
    TRACE("langfuse.trace.metadata");

    private final String own;
    private final List<String> prefixes;

    Of(String own) {
      this.own = own;
      this.prefixes = List.of(own + ".", "langfuse.metadata.");
    }
  }

  private SpanMetadata() {}

  static ObjectNode of(Of whose, SpanView s) {
    ObjectNode all = Json.object();
    stated(whose, s.resource(), all);
    stated(whose, s.a(), all);
    if (!s.isLangfuse()) {
      leftovers(s.a(), all);
    }
    all.set("resourceAttributes", s.by().resourceJson());
    all.set("scope", s.by().scopeJson());
    return all;
  }

  /** The whole object first, single keys over it; what is no object is dropped. */
  private static void stated(Of whose, Attributes a, ObjectNode all) {
    String whole = a.has(whose.own) ? whose.own : "langfuse.metadata";
    if (a.json(whole) instanceof ObjectNode object) {
      all.setAll(object);
    }
    a.byName()
        .forEach(
            (name, value) -> {
              String key = key(name, whose);
              if (key != null) {
                all.set(key, value);
              }
            });
  }

  private static @Nullable String key(String name, Of whose) {
    for (String prefix : whose.prefixes) {
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
