package io.tallystream.query.api;

import java.util.List;

/** A request that the client must correct, with everything that is wrong with it. */
public final class InvalidRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<FieldIssue> issues;

  public InvalidRequest(List<FieldIssue> issues) {
    super("invalid request: " + issues, null, false, false);
    this.issues = List.copyOf(issues);
  }

  public InvalidRequest(FieldIssue issue) {
    this(List.of(issue));
  }

  /**
   * Throws unless the list is empty.
   *
   * @throws InvalidRequest with the issues
   */
  public static void throwIfAny(List<FieldIssue> issues) {
    if (!issues.isEmpty()) {
      throw new InvalidRequest(issues);
    }
  }

  List<FieldIssue> issues() {
    return issues;
  }
}
