package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.HexFormat;

/** OTLP/JSON of the scenario files as messages; written without the gateway's reader. */
final class OtlpJson {
  private OtlpJson() {}

  static ExportTraceServiceRequest export(JsonNode json) {
    return (ExportTraceServiceRequest)
        message(ExportTraceServiceRequest.getDefaultInstance(), json);
  }

  private static Message message(Message empty, JsonNode json) {
    Message.Builder out = empty.newBuilderForType();
    json.properties()
        .forEach(
            e -> {
              FieldDescriptor field = field(out, e.getKey());
              if (field.isRepeated()) {
                e.getValue().forEach(v -> out.addRepeatedField(field, value(out, field, v)));
              } else {
                out.setField(field, value(out, field, e.getValue()));
              }
            });
    return out.build();
  }

  private static FieldDescriptor field(Message.Builder out, String jsonName) {
    return out.getDescriptorForType().getFields().stream()
        .filter(f -> f.getJsonName().equals(jsonName))
        .findFirst()
        .orElseThrow(() -> new AssertionError("a scenario names no field of OTLP: " + jsonName));
  }

  private static Object value(Message.Builder out, FieldDescriptor field, JsonNode v) {
    return switch (field.getJavaType()) {
      case MESSAGE -> message(out.newBuilderForField(field).buildPartial(), v);
      case STRING -> v.textValue();
      case BOOLEAN -> v.booleanValue();
      case LONG -> Long.parseLong(v.asText());
      case INT -> v.intValue();
      case DOUBLE -> Double.parseDouble(v.asText());
      case BYTE_STRING -> ByteString.copyFrom(HexFormat.of().parseHex(v.textValue()));
      case ENUM -> field.getEnumType().findValueByNumber(v.intValue());
      case FLOAT -> throw new AssertionError("OTLP has no float");
    };
  }
}
