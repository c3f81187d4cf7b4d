package io.tallystream.query.identity;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * What is to exist from the first start on, under the variables that Langfuse's users know: {@code
 * LANGFUSE_INIT_ORG_ID}, {@code LANGFUSE_INIT_PROJECT_PUBLIC_KEY} and so on. All are optional.
 */
@ConfigMapping(prefix = "langfuse.init")
public interface InitConfig {
  Org org();

  Project project();

  User user();

  /** The organization; without an id nothing is made. */
  interface Org {
    Optional<String> id();

    /** Default: the id. */
    Optional<String> name();
  }

  /** A project of it, and a pair of keys. */
  interface Project {
    Optional<String> id();

    /** Default: the id. */
    Optional<String> name();

    Optional<String> publicKey();

    Optional<String> secretKey();
  }

  /** An owner of it. */
  interface User {
    Optional<String> email();

    /** Default: the address. */
    Optional<String> name();

    /** Only for a user that does not exist yet; a changed password is not set back. */
    Optional<String> password();
  }
}
