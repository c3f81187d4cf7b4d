package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.tallystream.enrichment.merge.Field;
import io.tallystream.enrichment.merge.Registers;
import io.tallystream.enrichment.merge.RegistersBuilder;
import io.tallystream.enrichment.merge.Stamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A span's observation (contract 2.7). */
record SpanObservation(SpanView view, Span span, SpanTimes times, long hash) {
  private static final List<String> NAMES =
      List.of("gen_ai.tool.name", "genkit:name", "logfire.msg", "ai.toolCall.name");
  private static final List<String> ENVIRONMENTS =
      List.of("langfuse.environment", "deployment.environment.name", "deployment.environment");

  Patch.ObservationPatch patch(long receivedAtUs) {
    var stamp = new Stamp(times.endUs(), 1, hash);
    var out = new RegistersBuilder(stamp, receivedAtUs);
    String type = Dialects.type(view);
    ObjectNode metadata = SpanMetadata.of(SpanMetadata.Of.OBSERVATION, view);
    out.number(Field.START, times.startUs()).number(Field.END, times.endUs());
    out.text(Field.TYPE, type).text(Field.NAME, name()).text(Field.LEVEL, level());
    out.text(Field.PARENT, OtlpDialect.hex(span.getParentSpanId()));
    Environments.put(environment(), out);
    out.text(Field.VERSION, version()).text(Field.STATUS_MESSAGE, statusMessage());
    out.number(Field.COMPLETION_START, completionStart());
    out.number(Field.APP_ROOT, view.a().isTrue("langfuse.internal.is_app_root") ? 1L : null);
    if (type.equals("GENERATION")) {
      SpanPrompt.put(view.a(), out);
    }
    JsonNode parameters = Dialects.parameters(view);
    out.text(Field.MODEL_PARAMETERS, parameters.isMissingNode() ? null : parameters.toString());
    if (!GenAi.isContainer(view)) {
      priced(parameters, metadata, out);
    }
    Io io = Dialects.io(view);
    Tools.put(io.input(), io.output(), Tools.stated(view.a(), metadata), out);
    var payloads = new ArrayList<Payload>();
    payloads.addAll(Payload.of(Payload.Kind.INPUT, stamp, io.input()));
    payloads.addAll(Payload.of(Payload.Kind.OUTPUT, stamp, io.output()));
    payloads.addAll(Payload.metadata(stamp, metadata));
    Registers registers = out.build();
    boolean unsaid =
        !registers.text(Field.MODEL).isEmpty() && registers.amounts(Field.USAGE).isEmpty();
    return new Patch.ObservationPatch(
        id(), registers, payloads, unsaid && !SpanUsage.isContainer(view));
  }

  private void priced(JsonNode parameters, ObjectNode metadata, RegistersBuilder out) {
    out.text(Field.MODEL, Models.name(view));
    PricedUsage.put(SpanUsage.usage(view), parameters, metadata, out);
    out.amounts(Field.COST, SpanUsage.cost(view));
  }

  private String id() {
    return HexFormat.of().formatHex(span.getSpanId().toByteArray());
  }

  String name() {
    String name = view.a().text(NAMES);
    String vercel = name == null ? Vercel.name(view) : name;
    return vercel == null ? span.getName() : vercel;
  }

  /** Per key: the span, then the resource. */
  @Nullable String environment() {
    for (String key : ENVIRONMENTS) {
      String own = view.a().text(key);
      String sent = own == null ? view.resource().text(key) : own;
      if (sent != null) {
        return sent;
      }
    }
    return null;
  }

  @Nullable String version() {
    String own = view.a().text("langfuse.version");
    return own == null ? view.resource().text("service.version") : own;
  }

  private @Nullable String statusMessage() {
    String own = view.a().text("langfuse.observation.status_message");
    String status = span.getStatus().getMessage();
    return own != null ? own : status.isEmpty() ? null : status;
  }

  private String level() {
    String own = Langfuse.level(view);
    boolean failed = span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
    return own != null ? own : failed ? "ERROR" : "DEFAULT";
  }

  /** The SDK's text may be wrapped in an extra pair of JSON quotes. */
  private @Nullable Long completionStart() {
    String iso = view.a().text("langfuse.observation.completion_start_time");
    if (iso != null) {
      return Times.micros(iso.replace("\"", ""));
    }
    JsonNode ms = view.a().first(List.of("ai.response.msToFirstChunk", "ai.stream.msToFirstChunk"));
    return ms.isNumber()
        ? (Long) (times.startUs() + (long) Math.ceil(ms.doubleValue()) * 1_000)
        : null;
  }
}
