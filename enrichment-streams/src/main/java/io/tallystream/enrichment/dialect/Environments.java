package io.tallystream.enrichment.dialect;

import io.tallystream.enrichment.merge.Field;
import io.tallystream.enrichment.merge.RegistersBuilder;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Normal form of an environment's name (contract 2.1). */
final class Environments {
  private static final Pattern RESERVED = Pattern.compile("^(langfuse[-_]?)+");
  private static final Pattern VALID = Pattern.compile("[a-z0-9_-]{1,40}");

  private static final String DEFAULT = "default";

  private Environments() {}

  /** First wins, but what was said wins over what was not. */
  static void put(@Nullable String sent, RegistersBuilder out) {
    if (sent == null) {
      out.derived(Field.ENVIRONMENT, DEFAULT);
    } else {
      out.text(Field.ENVIRONMENT, normalise(sent));
    }
  }

  static String normalise(@Nullable String sent) {
    if (sent == null) {
      return DEFAULT;
    }
    String name = RESERVED.matcher(sent.toLowerCase(Locale.ROOT)).replaceFirst("");
    name = name.substring(0, Math.min(40, name.length()));
    return VALID.matcher(name).matches() ? name : DEFAULT;
  }
}
