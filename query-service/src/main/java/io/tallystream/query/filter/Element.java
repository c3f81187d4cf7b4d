package io.tallystream.query.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One JSON object of a filter array, read strictly; every complaint names the element. */
final class Element {
  private final int index;
  private final JsonNode node;

  Element(int index, JsonNode node) {
    this.index = index;
    this.node = node;
    if (!node.isObject()) {
      throw bad("must be an object with type, column, operator and value");
    }
  }

  String text(String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw bad("'" + name + "' must be a string");
    }
    return value.textValue();
  }

  BigDecimal number() {
    JsonNode value = node.path("value");
    if (!value.isNumber()) {
      throw bad("'value' must be a number");
    }
    return value.decimalValue();
  }

  boolean flag() {
    JsonNode value = node.path("value");
    if (!value.isBoolean()) {
      throw bad("'value' must be true or false");
    }
    return value.booleanValue();
  }

  List<String> texts() {
    JsonNode value = node.path("value");
    if (!value.isArray() || value.isEmpty()) {
      throw bad("'value' must be a non-empty array of strings");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value) {
      if (!item.isTextual()) {
        throw bad("'value' must be a non-empty array of strings");
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  long micros() {
    String value = text("value");
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, OffsetDateTime.parse(value).toInstant());
    } catch (DateTimeException e) {
      throw bad("'value' must be an ISO-8601 time with offset, not '" + value + "'");
    }
  }

  /** The one of {@code allowed} whose symbol is the element's operator. */
  <T> T operator(Function<T, String> symbol, List<T> allowed) {
    String operator = text("operator");
    return allowed.stream()
        .filter(candidate -> symbol.apply(candidate).equals(operator))
        .findFirst()
        .orElseThrow(() -> bad(operatorComplaint(operator, symbols(symbol, allowed))));
  }

  /** True for the first symbol, false for the second. */
  boolean either(String yes, String no) {
    return operator(Function.identity(), Arrays.asList(yes, no)).equals(yes);
  }

  FilterException bad(String complaint) {
    return new FilterException("filter[" + index + "]: " + complaint);
  }

  private static String operatorComplaint(String operator, String allowed) {
    return "operator '" + operator + "' is not one of: " + allowed;
  }

  private static <T> String symbols(Function<T, String> symbol, List<T> allowed) {
    return allowed.stream().map(symbol).collect(Collectors.joining(", "));
  }
}
