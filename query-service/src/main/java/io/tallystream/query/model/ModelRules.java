package io.tallystream.query.model;

import io.tallystream.query.api.FieldIssue;
import io.tallystream.query.api.InvalidRequest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What spans the fields of a request (the contract's section 3.9), and what it then defines. */
final class ModelRules {
  private ModelRules() {}

  /**
   * @throws InvalidRequest naming each field that is wrong
   */
  static ModelDefinition definition(ModelRequest request) {
    List<FieldIssue> issues = new ArrayList<>();
    OffsetDateTime start = start(request.startDate(), issues);
    prices(request, issues);
    InvalidRequest.throwIfAny(issues);
    return new ModelDefinition(
        UUID.randomUUID().toString(),
        request.modelName(),
        request.matchPattern(),
        start,
        request.unit(),
        new ModelDefinition.Tokenizer(
            request.tokenizerId(),
            request.tokenizerConfig() == null ? null : request.tokenizerConfig().toString()),
        request.hasTiers() ? TierRules.tiers(request) : List.of(flat(request)));
  }

  private static void prices(ModelRequest request, List<FieldIssue> issues) {
    if (request.hasTiers()) {
      if (request.hasFlatPrices()) {
        issues.add(FieldIssue.of("flat prices and tiers exclude each other", "pricingTiers"));
      }
      TierRules.check(request, issues);
    } else if (!request.hasFlatPrices()) {
      issues.add(
          FieldIssue.of(
              "one of inputPrice, outputPrice, totalPrice and pricingTiers is required",
              "inputPrice"));
    } else if (request.totalPrice() != null
        && (request.inputPrice() != null || request.outputPrice() != null)) {
      issues.add(FieldIssue.of("excludes inputPrice and outputPrice", "totalPrice"));
    }
  }

  private static Tier flat(ModelRequest request) {
    Map<String, BigDecimal> prices = new TreeMap<>();
    put(prices, "input", request.inputPrice());
    put(prices, "output", request.outputPrice());
    put(prices, "total", request.totalPrice());
    return Tier.standard(UUID.randomUUID().toString(), Tier.STANDARD, prices);
  }

  private static void put(Map<String, BigDecimal> prices, String type, @Nullable BigDecimal price) {
    if (price != null) {
      prices.put(type, price);
    }
  }

  private static @Nullable OffsetDateTime start(@Nullable String text, List<FieldIssue> issues) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC)
          : OffsetDateTime.parse(text);
    } catch (DateTimeParseException e) {
      issues.add(
          FieldIssue.of("expected an ISO 8601 date and time with an offset or Z", "startDate"));
      return null;
    }
  }
}
