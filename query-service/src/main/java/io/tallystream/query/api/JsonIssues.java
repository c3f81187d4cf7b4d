package io.tallystream.query.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Jackson could not read, by field or by byte. */
final class JsonIssues {
  private JsonIssues() {}

  static FieldIssue of(JsonProcessingException e) {
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return FieldIssue.type(path(mapping), expected(mapping));
    }
    if (e instanceof MismatchedInputException) {
      return FieldIssue.type(List.of(), "expected a JSON object");
    }
    var at = e.getLocation();
    return FieldIssue.type(
        List.of(),
        at == null
            ? "not valid JSON"
            : "not valid JSON at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()));
  }

  private static List<Object> path(JsonMappingException e) {
    return e.getPath().stream().<Object>map(JsonIssues::step).toList();
  }

  private static Object step(JsonMappingException.Reference reference) {
    String name = reference.getFieldName();
    return name != null ? name : reference.getIndex();
  }

  private static String expected(JsonMappingException e) {
    return e instanceof MismatchedInputException mismatch
        ? "expected " + word(mismatch.getTargetType())
        : "not readable";
  }

  private static String word(@Nullable Class<?> type) {
    if (type == null) {
      return "another type";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class) {
      return "a number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "a boolean";
    }
    if (type == String.class) {
      return "a string";
    }
    return Iterable.class.isAssignableFrom(type) ? "an array" : "an object";
  }
}
