package io.tallystream.query.identity;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.tallystream.query.view.CurrentProject;
import io.tallystream.query.view.Operator;
import io.tallystream.query.view.ProjectRef;
import java.util.Optional;

/** What resources get to see of who asks. */
final class Identities {
  private Identities() {}

  /** A key. */
  static SecurityIdentity of(String publicKey, ProjectRef project) {
    return builder(publicKey).addAttribute(CurrentProject.ATTRIBUTE, project).build();
  }

  /** Whoever holds the admin key: of no project. */
  static SecurityIdentity operator() {
    return builder(Operator.ROLE).addRole(Operator.ROLE).build();
  }

  /** A person; the project is the one that the request names. */
  static SecurityIdentity of(LoginUser user, Optional<MemberProject> project) {
    var identity = builder(user.id()).addAttribute(LoginUser.ATTRIBUTE, user);
    project.ifPresent(each -> identity.addAttribute(CurrentProject.ATTRIBUTE, each.ref()));
    return identity.build();
  }

  private static QuarkusSecurityIdentity.Builder builder(String name) {
    return QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name));
  }
}
