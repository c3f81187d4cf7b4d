package io.tallystream.gateway.http.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.tallystream.gateway.admission.Reason;
import io.tallystream.gateway.http.Refusal;
import java.io.IOException;

/**
 * OTLP/JSON to Protobuf. It is Protobuf's JSON mapping with two exceptions of the OTLP
 * specification: ids are hexadecimal, and enums are numbers (names are taken too).
 */
final class OtlpJson {
  /** Deeper attribute values could not be read back: Protobuf stops at 100 messages. */
  private static final int MAX_DEPTH = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .build();

  private OtlpJson() {}

  static byte[] toProtobuf(byte[] json) throws Refusal {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (IOException e) {
      throw new Refusal(
          Reason.MALFORMED_BODY,
          "The body is not valid JSON, or is nested deeper than " + MAX_DEPTH + " levels");
    }
    if (!root.isObject()) {
      throw new Refusal(Reason.INVALID_REQUEST, "body: expected an object");
    }
    if (root.has("resourceLogs") || root.has("resourceMetrics")) {
      throw new Refusal(
          Reason.INVALID_REQUEST, "This is an export of logs or metrics; only traces are taken");
    }
    var request = ExportTraceServiceRequest.newBuilder();
    fill(request, root, "");
    return request.build().toByteArray();
  }

  private static void fill(Message.Builder message, JsonNode object, String path) throws Refusal {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      JsonNode value = object.get(field.getJsonName());
      if (value == null) {
        value = object.get(field.getName());
      }
      if (value != null && !value.isNull()) {
        set(message, field, value, path + "/" + field.getJsonName());
      }
    }
  }

  private static void set(
      Message.Builder message, FieldDescriptor field, JsonNode value, String path) throws Refusal {
    if (!field.isRepeated()) {
      message.setField(field, value(message, field, value, path));
      return;
    }
    if (!value.isArray()) {
      throw OtlpScalar.invalid(path, "an array");
    }
    for (int i = 0; i < value.size(); i++) {
      message.addRepeatedField(field, value(message, field, value.get(i), path + "/" + i));
    }
  }

  private static Object value(
      Message.Builder message, FieldDescriptor field, JsonNode value, String path) throws Refusal {
    if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      return OtlpScalar.of(field, value, path);
    }
    if (!value.isObject()) {
      throw OtlpScalar.invalid(path, "an object");
    }
    Message.Builder child = message.newBuilderForField(field);
    fill(child, value, path);
    return child.build();
  }
}
