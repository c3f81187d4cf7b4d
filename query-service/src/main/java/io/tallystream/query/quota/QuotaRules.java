package io.tallystream.query.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystream.query.api.FieldIssue;
import io.tallystream.query.api.InvalidRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a quota. A misspelled limit would be none, so unknown fields are refused. */
final class QuotaRules {
  private static final long LARGEST = 1_000_000_000_000L;
  private static final List<String> KNOWN =
      List.of(Quota.SOFT_EVENTS, Quota.SOFT_BYTES, Quota.HARD_EVENTS, Quota.HARD_BYTES);

  private final ObjectNode body;
  private final List<FieldIssue> issues = new ArrayList<>();

  private QuotaRules(ObjectNode body) {
    this.body = body;
  }

  /**
   * @throws InvalidRequest naming each field that is wrong
   */
  static Quota quota(ObjectNode body) {
    return new QuotaRules(body).read();
  }

  private Quota read() {
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!KNOWN.contains(name)) {
                issues.add(FieldIssue.of("unknown; expected " + String.join(", ", KNOWN), name));
              }
            });
    Quota quota =
        new Quota(
            limit(Quota.SOFT_EVENTS),
            limit(Quota.SOFT_BYTES),
            limit(Quota.HARD_EVENTS),
            limit(Quota.HARD_BYTES));
    ordered(Quota.SOFT_EVENTS, quota.softEvents(), Quota.HARD_EVENTS, quota.hardEvents());
    ordered(Quota.SOFT_BYTES, quota.softBytes(), Quota.HARD_BYTES, quota.hardBytes());
    InvalidRequest.throwIfAny(issues);
    return quota;
  }

  private @Nullable Long limit(String field) {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < 0
        || value.longValue() > LARGEST) {
      issues.add(
          FieldIssue.of("expected an integer from 0 (unlimited) to 1000000000000, or null", field));
      return null;
    }
    return value.longValue();
  }

  /** Nothing would overflow under a lower hard limit. */
  private void ordered(
      String softField, @Nullable Long soft, String hardField, @Nullable Long hard) {
    if (soft != null && hard != null && hard > 0 && (soft == 0 || soft > hard)) {
      issues.add(FieldIssue.of("expected at most " + hardField, softField));
    }
  }
}
