package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contract's tables across dialects, each in its order of priority: the first that answers is
 * heard.
 */
final class Dialects {
  private static final Io.Keys GENERIC = new Io.Keys(List.of("input"), List.of("output"));

  /** Contract 2.8. */
  private static final List<Function<SpanView, @Nullable String>> TYPES =
      List.of(
          Langfuse::type,
          OpenInference::type,
          GenAi::type,
          Genkit::type,
          Vercel::type,
          GenAi::toolType,
          LiveKit::type,
          Models::type);

  /** Contract 2.9. */
  private static final List<Function<SpanView, Io>> IO =
      List.of(
          Langfuse.IO::of,
          Genkit::io,
          Vercel::io,
          Flue::io,
          GenAiEvents::details,
          GenAiEvents::messages,
          GenAiEvents::content,
          GoogleAdk::io,
          Logfire::io,
          LiveKit.IO::of,
          Logfire::events,
          MlFlow.IO::of,
          Traceloop.IO::of,
          OpenInference.IO::of,
          GENERIC::of,
          PydanticAi::run,
          PydanticAi.TOOL::of,
          Traceloop::flat,
          OpenInference::flat,
          GenAi::io);

  /** Contract 2.10; a Vercel span's own list takes in what Langfuse's attribute says. */
  private static final List<Function<SpanView, JsonNode>> PARAMETERS =
      List.of(
          Vercel::parameters,
          Langfuse::parameters,
          Genkit::parameters,
          s -> s.a().json("llm.invocation_parameters"),
          s -> s.a().json("model_config"),
          GenAi::parameters);

  /** What {@link #IO} reads: it is no metadata, whether used or not. */
  private static final Set<String> CONTENT =
      Stream.of(
              Vercel.IO,
              Flue.IO,
              GoogleAdk.IO,
              Logfire.IO,
              LiveKit.IO,
              MlFlow.IO,
              Traceloop.IO,
              OpenInference.IO,
              GENERIC,
              PydanticAi.RUN,
              PydanticAi.TOOL,
              GenAi.IO,
              new Io.Keys(
                  List.of(Genkit.INPUT, GenAi.INSTRUCTIONS, Logfire.EVENTS),
                  List.of(Genkit.OUTPUT)))
          .flatMap(keys -> Stream.concat(keys.input().stream(), keys.output().stream()))
          .collect(Collectors.toUnmodifiableSet());

  private static final List<String> CONTENT_PREFIXES =
      List.of(
          "langfuse.",
          Vercel.METADATA,
          Traceloop.PROMPT,
          Traceloop.COMPLETION,
          OpenInference.INPUT_MESSAGES,
          OpenInference.OUTPUT_MESSAGES);

  private Dialects() {}

  static String type(SpanView s) {
    for (Function<SpanView, @Nullable String> dialect : TYPES) {
      String type = dialect.apply(s);
      if (type != null) {
        return type;
      }
    }
    return "SPAN";
  }

  static Io io(SpanView s) {
    for (Function<SpanView, Io> dialect : IO) {
      Io io = dialect.apply(s);
      if (io.isFound()) {
        return new Io(Io.spelled(io.input()), Io.spelled(io.output()));
      }
    }
    return Io.NONE;
  }

  /** An object with something in it, or missing. */
  static JsonNode parameters(SpanView s) {
    for (Function<SpanView, JsonNode> dialect : PARAMETERS) {
      JsonNode parameters = dialect.apply(s);
      if (parameters.isObject() && !parameters.isEmpty()) {
        return parameters;
      }
    }
    return MissingNode.getInstance();
  }

  /** Whether an attribute is content or has a field of its own, and so is no leftover. */
  static boolean isContent(String name) {
    if (CONTENT.contains(name)) {
      return true;
    }
    for (String prefix : CONTENT_PREFIXES) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
