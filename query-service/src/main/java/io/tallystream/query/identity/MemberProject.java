package io.tallystream.query.identity;

import io.tallystream.query.view.ProjectRef;

/** A project as one of its members sees it. */
record MemberProject(
    ProjectRef ref, String name, String organizationId, String organizationName, Role role) {
  /** What a member may do; the words are those of table {@code membership}. */
  enum Role {
    OWNER,
    ADMIN,
    MEMBER,
    VIEWER;

    boolean mayAdminister() {
      return this == OWNER || this == ADMIN;
    }

    boolean mayWrite() {
      return this != VIEWER;
    }
  }
}
