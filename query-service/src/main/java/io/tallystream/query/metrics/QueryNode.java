package io.tallystream.query.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tallystream.query.filter.FilterException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A JSON object of the query, read strictly; every complaint names the field. */
record QueryNode(String path, JsonNode json) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static QueryNode parse(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      if (root.isObject()) {
        return new QueryNode("", root);
      }
    } catch (JsonProcessingException e) {
      throw new FilterException("query is not valid JSON");
    }
    throw new FilterException("query must be a JSON object");
  }

  String text(String name) {
    JsonNode value = json.path(name);
    if (!value.isTextual()) {
      throw bad(name, "must be a string");
    }
    return value.textValue();
  }

  /** Microseconds since the epoch. */
  long micros(String name) {
    String value = text(name);
    try {
      long micros =
          ChronoUnit.MICROS.between(Instant.EPOCH, OffsetDateTime.parse(value).toInstant());
      if (micros >= Interval.FIRST && micros < Interval.LAST) {
        return micros;
      }
    } catch (DateTimeException e) {
      throw bad(name, "must be an ISO-8601 time with offset, not '" + value + "'");
    }
    throw bad(name, "must be between the years 1 and 9999, not '" + value + "'");
  }

  OptionalInt integer(String name, int max) {
    JsonNode value = json.path(name);
    if (absent(value)) {
      return OptionalInt.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || !within(value.intValue(), max)) {
      throw bad(name, "must be an integer from 1 to " + max);
    }
    return OptionalInt.of(value.intValue());
  }

  /** An object, unless it is null or absent. */
  Optional<QueryNode> object(String name) {
    JsonNode value = json.path(name);
    if (absent(value)) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      throw bad(name, "must be an object");
    }
    return Optional.of(new QueryNode(path + name + ".", value));
  }

  /** The objects of an array; none when it is null or absent. */
  List<QueryNode> objects(String name) {
    JsonNode value = json.path(name);
    if (!absent(value) && !value.isArray()) {
      throw bad(name, "must be an array of objects");
    }
    List<QueryNode> objects = new ArrayList<>();
    for (JsonNode item : value) {
      if (!item.isObject()) {
        throw bad(name, "must be an array of objects");
      }
      objects.add(new QueryNode(path + name + "[" + objects.size() + "].", item));
    }
    return objects;
  }

  FilterException bad(String name, String complaint) {
    return new FilterException(path + name + " " + complaint);
  }

  private static boolean within(int value, int max) {
    return value >= 1 && value <= max;
  }

  private static boolean absent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
