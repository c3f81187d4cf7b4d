package io.tallystream.gateway.auth;

/**
 * In whose name a request writes.
 *
 * @param project number in keys and rows
 * @param projectId public id
 */
public record Principal(int project, String projectId, Scope scope) {
  /** What a key may do. */
  public enum Scope {
    /** Everything that belongs to the project. */
    PROJECT,
    /** Scores only: a public key shown in a browser. */
    SCORES
  }
}
