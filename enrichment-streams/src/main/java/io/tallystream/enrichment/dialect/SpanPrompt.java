package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.enrichment.merge.RegistersBuilder;
import java.util.List;

/** Link of a generation to a prompt (contract 2.7). */
final class SpanPrompt {
  private static final List<String> NAMES =
      List.of("langfuse.observation.prompt.name", "langfuse.prompt.name");
  private static final List<String> VERSIONS =
      List.of("langfuse.observation.prompt.version", "langfuse.prompt.version");

  private SpanPrompt() {}

  static void put(Attributes a, RegistersBuilder out) {
    String name = a.text(NAMES);
    JsonNode version = a.first(VERSIONS);
    if (name == null) {
      JsonNode vercel = a.json(Vercel.METADATA + "langfusePrompt");
      name = BatchDialect.text(vercel, "name");
      version = vercel.path("version");
    }
    if (name != null && version.asInt(-1) >= 0) {
      out.prompt(name, version.asInt());
    }
  }
}
