package io.tallystream.query.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** Reads the {@code filter} parameter: a JSON array of conditions. */
public final class FilterParser {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final List<Comparison> ORDER =
      List.of(Comparison.GREATER, Comparison.LESS, Comparison.AT_LEAST, Comparison.AT_MOST);
  private static final List<Comparison> NUMERIC =
      List.of(
          Comparison.EQUAL,
          Comparison.GREATER,
          Comparison.LESS,
          Comparison.AT_LEAST,
          Comparison.AT_MOST);
  private static final List<TextMatch> TEXT = List.of(TextMatch.values());
  private static final List<Quantifier> QUANTIFIERS = List.of(Quantifier.values());
  private static final List<Quantifier> OPTIONS = List.of(Quantifier.ANY, Quantifier.NONE);

  private FilterParser() {}

  /**
   * The conditions of a filter, in its order.
   *
   * @throws FilterException naming the element that is wrong
   */
  public static List<Condition> parse(String json) {
    JsonNode root = read(json);
    if (!root.isArray()) {
      throw new FilterException("filter must be a JSON array of conditions");
    }
    List<Condition> conditions = new ArrayList<>();
    for (JsonNode node : root) {
      conditions.add(condition(new Element(conditions.size(), node)));
    }
    return conditions;
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new FilterException("filter is not valid JSON");
    }
  }

  private static Condition condition(Element e) {
    String column = e.text("column");
    return switch (e.text("type")) {
      case "datetime" ->
          new Condition.Time(column, e.operator(Comparison::symbol, ORDER), e.micros());
      case "string" ->
          new Condition.Text(column, e.operator(TextMatch::symbol, TEXT), e.text("value"));
      case "number" ->
          new Condition.Number(column, e.operator(Comparison::symbol, NUMERIC), e.number());
      case "stringOptions" ->
          new Condition.Options(column, e.operator(Quantifier::symbol, OPTIONS), e.texts());
      case "arrayOptions" ->
          new Condition.Array(column, e.operator(Quantifier::symbol, QUANTIFIERS), e.texts());
      case "boolean" -> new Condition.Flag(column, e.either("=", "<>"), e.flag());
      case "null" -> new Condition.Null(column, e.either("is null", "is not null"));
      default -> keyed(e, column);
    };
  }

  private static Condition keyed(Element e, String column) {
    return switch (e.text("type")) {
      case "categoryOptions" ->
          new Condition.Category(
              column, e.text("key"), e.operator(Quantifier::symbol, OPTIONS), e.texts());
      case "stringObject" ->
          new Condition.TextAt(
              column, e.text("key"), e.operator(TextMatch::symbol, TEXT), e.text("value"));
      case "numberObject" ->
          new Condition.NumberAt(
              column, e.text("key"), e.operator(Comparison::symbol, NUMERIC), e.number());
      case "booleanObject" ->
          new Condition.FlagAt(column, e.text("key"), e.either("=", "<>"), e.flag());
      default -> throw e.bad("type '" + e.text("type") + "' is unknown");
    };
  }
}
