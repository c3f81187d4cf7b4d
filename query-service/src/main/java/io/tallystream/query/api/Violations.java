package io.tallystream.query.api;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.List;

/** Bean Validation's paths in the contract's spelling. */
final class Violations {
  private Violations() {}

  static FieldIssue issue(ConstraintViolation<?> violation) {
    return new FieldIssue("custom", path(violation.getPropertyPath()), violation.getMessage());
  }

  /**
   * {@code create.request.tiers[0].prices[input].<map value>} is {@code tiers, 0, prices, input}.
   */
  private static List<Object> path(Path path) {
    List<Object> steps = new ArrayList<>();
    for (Path.Node node : path) {
      if (node.isInIterable()) {
        Integer index = node.getIndex();
        Object key = node.getKey();
        if (index != null || key != null) {
          steps.add(index != null ? index : String.valueOf(key));
        }
      }
      if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
        steps.add(node.getName());
      }
    }
    return steps;
  }
}
