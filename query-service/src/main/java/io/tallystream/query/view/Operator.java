package io.tallystream.query.view;

/** Who runs the installation: holds its admin key, and may do what no project may for itself. */
public final class Operator {
  /** For {@code @RolesAllowed}. */
  public static final String ROLE = "operator";

  private Operator() {}
}
