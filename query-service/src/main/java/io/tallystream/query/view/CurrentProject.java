package io.tallystream.query.view;

import io.quarkus.security.identity.SecurityIdentity;
import io.tallystream.query.filter.FilterException;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The project of the request's credentials, which authentication left on the identity. */
@RequestScoped
public class CurrentProject {
  /** Attribute of the identity that holds the {@link ProjectRef}. */
  public static final String ATTRIBUTE = "tallystream.project";

  private final SecurityIdentity identity;

  CurrentProject(SecurityIdentity identity) {
    this.identity = identity;
  }

  /**
   * @throws FilterException when a person did not say which of their projects
   */
  public ProjectRef ref() {
    return Optional.<ProjectRef>ofNullable(identity.getAttribute(ATTRIBUTE))
        .orElseThrow(() -> new FilterException("Name the project in the header 'X-Tally-Project'"));
  }
}
