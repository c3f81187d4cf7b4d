package io.tallystream.gateway.http.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.tallystream.gateway.admission.Reason;
import io.tallystream.gateway.http.Refusal;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/** One JSON value as the value of a Protobuf field. */
final class OtlpScalar {
  private static final Set<String> HEXADECIMAL = Set.of("trace_id", "span_id", "parent_span_id");

  private OtlpScalar() {}

  static Object of(FieldDescriptor field, JsonNode value, String path) throws Refusal {
    return switch (field.getJavaType()) {
      case STRING -> text(value, path);
      case BOOLEAN -> bool(value, path);
      case INT -> integer(value, path).intValue();
      case LONG -> integer(value, path).longValue();
      case DOUBLE -> real(value, path);
      case FLOAT -> (float) real(value, path);
      case BYTE_STRING -> bytes(field, value, path);
      case ENUM -> enumValue(field, value, path);
      case MESSAGE -> throw new IllegalArgumentException(path + " is not a scalar");
    };
  }

  static Refusal invalid(String path, String expected) {
    return new Refusal(Reason.INVALID_REQUEST, path + ": expected " + expected);
  }

  private static String text(JsonNode value, String path) throws Refusal {
    if (!value.isTextual()) {
      throw invalid(path, "a string");
    }
    return Surrogates.repair(value.textValue());
  }

  private static boolean bool(JsonNode value, String path) throws Refusal {
    if (!value.isBoolean()) {
      throw invalid(path, "a boolean");
    }
    return value.booleanValue();
  }

  /** 64-bit integers come as strings or as numbers; times beyond 2^63 wrap, as on the wire. */
  private static BigDecimal integer(JsonNode value, String path) throws Refusal {
    String text = value.isNumber() || value.isTextual() ? value.asText() : "";
    if (text.isEmpty() || text.length() > 40) {
      throw invalid(path, "an integer");
    }
    try {
      BigDecimal number = new BigDecimal(text);
      if (Math.abs((long) number.scale()) > 40) {
        throw invalid(path, "an integer");
      }
      return number;
    } catch (NumberFormatException e) {
      throw invalid(path, "an integer");
    }
  }

  private static double real(JsonNode value, String path) throws Refusal {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    try {
      return Double.parseDouble(text(value, path));
    } catch (NumberFormatException e) {
      throw invalid(path, "a number");
    }
  }

  private static ByteString bytes(FieldDescriptor field, JsonNode value, String path)
      throws Refusal {
    boolean hex = HEXADECIMAL.contains(field.getName());
    String text = text(value, path);
    try {
      return ByteString.copyFrom(
          hex ? HexFormat.of().parseHex(text) : Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw invalid(path, hex ? "hexadecimal digits" : "base64");
    }
  }

  private static EnumValueDescriptor enumValue(FieldDescriptor field, JsonNode value, String path)
      throws Refusal {
    EnumValueDescriptor named =
        value.isTextual() ? field.getEnumType().findValueByName(value.textValue()) : null;
    return named != null
        ? named
        : field.getEnumType().findValueByNumberCreatingIfUnknown(integer(value, path).intValue());
  }
}
