package io.tallystream.query.api;

import java.util.List;

/**
 * One thing wrong with a request body.
 *
 * @param code the rule's kind: {@code invalid_type} or {@code custom}
 * @param path names and indexes from the body's root, for example {@code ["pricingTiers", 0,
 *     "prices", "input"]}
 * @param message what is allowed
 */
public record FieldIssue(String code, List<Object> path, String message) {
  public static FieldIssue of(String message, Object... path) {
    return new FieldIssue("custom", List.of(path), message);
  }

  static FieldIssue type(List<Object> path, String message) {
    return new FieldIssue("invalid_type", path, message);
  }
}
