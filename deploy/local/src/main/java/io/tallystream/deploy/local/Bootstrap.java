package io.tallystream.deploy.local;

import java.util.Map;
import java.util.TreeMap;

/**
 * The first organisation, project and user, under the variables that Langfuse's users know.
 * query-service acts on them; here are the defaults of a local system, the only place with a
 * default secret.
 */
public final class Bootstrap {
  public static final String EMAIL = "LANGFUSE_INIT_USER_EMAIL";
  private static final String PROJECT = "LANGFUSE_INIT_PROJECT_ID";
  public static final String PASSWORD = "LANGFUSE_INIT_USER_PASSWORD";
  public static final String PUBLIC_KEY = "LANGFUSE_INIT_PROJECT_PUBLIC_KEY";
  public static final String SECRET_KEY = "LANGFUSE_INIT_PROJECT_SECRET_KEY";

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "LANGFUSE_INIT_ORG_ID",
          "tallystream",
          "LANGFUSE_INIT_ORG_NAME",
          "Tallystream",
          PROJECT,
          "7a88fb47-b4e2-43b8-a06c-a5ce950dc53a",
          "LANGFUSE_INIT_PROJECT_NAME",
          "Tallystream",
          PUBLIC_KEY,
          "pk-lf-1234567890",
          SECRET_KEY,
          "sk-lf-1234567890",
          EMAIL,
          "admin@tallystream.local",
          "LANGFUSE_INIT_USER_NAME",
          "Admin",
          PASSWORD,
          "tallystream");

  private Bootstrap() {}

  /** Of a system that nobody named otherwise ({@link Options#isolated}). */
  public static String projectId() {
    return DEFAULTS.getOrDefault(PROJECT, "");
  }

  /** The same. */
  public static String publicKey() {
    return DEFAULTS.getOrDefault(PUBLIC_KEY, "");
  }

  /** The same. */
  public static String secretKey() {
    return DEFAULTS.getOrDefault(SECRET_KEY, "");
  }

  /** The variables for query-service: what is set, else the local default. */
  static Map<String, String> variables(Map<String, String> environment) {
    var variables = new TreeMap<>(DEFAULTS);
    variables.replaceAll(environment::getOrDefault);
    return variables;
  }
}
