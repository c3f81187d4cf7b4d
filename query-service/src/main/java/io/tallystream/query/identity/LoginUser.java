package io.tallystream.query.identity;

import java.util.List;
import java.util.Optional;

/**
 * A person and the projects of their organizations.
 *
 * @param projects by name
 */
record LoginUser(String id, String email, String name, List<MemberProject> projects) {
  /** Attribute of the identity that holds the user. */
  static final String ATTRIBUTE = "tallystream.user";

  Optional<MemberProject> project(String projectId) {
    return projects.stream().filter(each -> each.ref().id().equals(projectId)).findFirst();
  }
}
