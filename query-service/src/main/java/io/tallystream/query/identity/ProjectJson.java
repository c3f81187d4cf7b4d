package io.tallystream.query.identity;

/** A project in a session. */
record ProjectJson(String id, String name, Organization organization) {
  record Organization(String id, String name) {}

  static ProjectJson of(MemberProject project) {
    return new ProjectJson(
        project.ref().id(),
        project.name(),
        new Organization(project.organizationId(), project.organizationName()));
  }
}
