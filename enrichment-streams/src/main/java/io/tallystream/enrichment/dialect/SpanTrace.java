package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystream.enrichment.merge.Field;
import io.tallystream.enrichment.merge.RegistersBuilder;
import io.tallystream.enrichment.merge.Stamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A span's write to its trace (contract 2.6): all of it from a root, what it says of the trace from
 * any other, and from a silent span only that the trace exists.
 */
record SpanTrace(SpanObservation of) {
  private static final List<String> USERS =
      List.of(
          "langfuse.user.id",
          "user.id",
          "langfuse.observation.metadata.langfuse_user_id",
          "langfuse.trace.metadata.langfuse_user_id",
          "ai.telemetry.metadata.userId");
  private static final List<String> SESSIONS =
      List.of(
          "langfuse.session.id",
          "session.id",
          "gen_ai.conversation.id",
          "langfuse.observation.metadata.langfuse_session_id",
          "langfuse.trace.metadata.langfuse_session_id",
          "ai.telemetry.metadata.sessionId");
  private static final List<String> TAGS =
      List.of(
          "langfuse.trace.tags",
          "langfuse.tags",
          "langfuse.observation.metadata.langfuse_tags",
          "langfuse.trace.metadata.langfuse_tags",
          "ai.telemetry.metadata.tags",
          "tag.tags");

  /** Not {@code gen_ai.conversation.id}, {@code langfuse.tags}: they count once a write happens. */
  private static final Set<String> TRIGGERS =
      Set.of(
          "langfuse.trace.name",
          "langfuse.trace.input",
          "langfuse.trace.output",
          "langfuse.trace.tags",
          "langfuse.trace.public",
          "user.id",
          "session.id",
          "langfuse.user.id",
          "langfuse.session.id",
          "langfuse.observation.metadata.langfuse_user_id",
          "langfuse.observation.metadata.langfuse_session_id",
          "langfuse.observation.metadata.langfuse_tags",
          "ai.telemetry.metadata.userId",
          "ai.telemetry.metadata.sessionId",
          "ai.telemetry.metadata.tags",
          "tag.tags");

  private static boolean speaks(Attributes a) {
    for (Map.Entry<String, JsonNode> attribute : a.byName().entrySet()) {
      String name = attribute.getKey();
      if ((TRIGGERS.contains(name) || name.startsWith("langfuse.trace.metadata"))
          && !Payload.falsy(attribute.getValue())) {
        return true;
      }
    }
    return false;
  }

  Patch patch(Patch.ObservationPatch observation, long receivedAtUs) {
    Attributes a = of.view().a();
    var stamp = new Stamp(of.times().startUs(), 1, of.hash());
    var out = new RegistersBuilder(stamp, receivedAtUs);
    boolean root = of.span().getParentSpanId().isEmpty() || a.isTrue("langfuse.internal.as_root");
    boolean speaks = root || speaks(a);
    var payloads = speaks ? full(root, stamp, observation.payloads(), out) : List.<Payload>of();
    if (!speaks) {
      out.derived(Field.START, of.times().startUs());
      out.derived(Field.ENVIRONMENT, Environments.normalise(of.environment()));
    }
    String id = HexFormat.of().formatHex(of.span().getTraceId().toByteArray());
    return new Patch.TracePatch(id, out.build(), payloads);
  }

  private List<Payload> full(
      boolean root, Stamp stamp, List<Payload> ofObservation, RegistersBuilder out) {
    Attributes a = of.view().a();
    String name = a.text("langfuse.trace.name");
    out.number(Field.START, of.times().startUs());
    Environments.put(of.environment(), out);
    out.text(Field.NAME, name == null && root ? of.name() : name);
    out.text(Field.USER, a.text(USERS)).text(Field.SESSION, a.text(SESSIONS));
    String release = a.text("langfuse.release");
    out.text(
        Field.RELEASE, release == null ? of.view().resource().text("langfuse.release") : release);
    out.text(Field.VERSION, of.version()).tags(Tags.of(a.first(TAGS)));
    for (String key : List.of("langfuse.public", "langfuse.trace.public")) {
      out.number(Field.PUBLIC, a.has(key) ? (a.isTrue(key) ? 1L : 0L) : null);
    }
    var payloads = new ArrayList<Payload>();
    for (Payload.Kind kind : List.of(Payload.Kind.INPUT, Payload.Kind.OUTPUT)) {
      String key = "langfuse.trace." + kind.name().toLowerCase(Locale.ROOT);
      List<Payload> own = Payload.of(kind, stamp, Io.spelled(a.get(key)));
      payloads.addAll(own);
      if (root && own.isEmpty()) {
        ofObservation.stream()
            .filter(p -> p.kind() == kind)
            .forEach(p -> payloads.add(new Payload(kind, stamp, p.value())));
      }
    }
    payloads.addAll(Payload.metadata(stamp, metadata(root)));
    return payloads;
  }

  /** A root's own metadata is its trace's, too. */
  private ObjectNode metadata(boolean root) {
    ObjectNode trace = SpanMetadata.of(SpanMetadata.Of.TRACE, of.view());
    return root
        ? SpanMetadata.of(SpanMetadata.Of.OBSERVATION, of.view()).<ObjectNode>setAll(trace)
        : trace;
  }
}
