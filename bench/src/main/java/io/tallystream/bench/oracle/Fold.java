package io.tallystream.bench.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.ModelType;
import io.tallystream.audit.Observation;
import io.tallystream.audit.Score;
import io.tallystream.audit.Trace;
import io.tallystream.bench.generator.Event;
import io.tallystream.bench.generator.PriceList;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a set of batch events finally means, by the merge rules of the public contract: events of an
 * entity sorted by time, creates before updates, folded left. Written the plain way, on purpose
 * unlike the stages.
 */
final class Fold {
  private static final EncodingRegistry ENCODINGS = Encodings.newLazyEncodingRegistry();

  private final PriceList prices;
  private final Map<String, List<Event>> observationEvents = new HashMap<>();
  private final Map<String, List<Event>> traceEvents = new HashMap<>();
  private final Map<String, List<Event>> scoreEvents = new HashMap<>();

  final List<Observation> observations = new ArrayList<>();
  final Map<String, Trace> traces = new HashMap<>();
  final List<Score> scores = new ArrayList<>();

  Fold(Collection<Event> events, PriceList prices) {
    this.prices = prices;
    for (Event event : events) {
      String id = event.body().get("id").textValue();
      var group =
          switch (event.type()) {
            case "trace-create" -> traceEvents;
            case "score-create" -> scoreEvents;
            default -> observationEvents;
          };
      group.computeIfAbsent(id, k -> new ArrayList<>()).add(event);
    }
    observationEvents.values().forEach(group -> observations.add(observation(inOrder(group))));
    traceEvents.values().forEach(group -> trace(inOrder(group)));
    scoreEvents.values().forEach(group -> scores.add(score(inOrder(group).getLast())));
    tracesKnownByTheirObservationsOnly();
  }

  private static List<Event> inOrder(List<Event> group) {
    return group.stream()
        .sorted(
            Comparator.comparing((Event e) -> Instant.parse(e.timestamp()))
                .thenComparing(e -> e.type().endsWith("-update")))
        .toList();
  }

  private Observation observation(List<Event> group) {
    ObjectNode last = folded(group);
    JsonNode usageSource = null;
    JsonNode costSource = null;
    for (Event event : group) {
      if (event.body().has("usage") || event.body().has("usageDetails")) {
        usageSource = event.body();
      }
      if (event.body().has("costDetails")) {
        costSource = event.body().get("costDetails");
      }
    }
    Map<String, Long> usage = usageSource == null ? Map.of() : usage(usageSource);
    String model = text(last, "model");
    boolean counts = usage.isEmpty() && costSource == null && !text(last, "level").equals("ERROR");
    if (counts) {
      usage = counted(group, model);
    }
    Priced priced = price(model, usage, costSource);
    String state = counts && priced.state.equals("priced") ? "estimated" : priced.state;
    long start = micros(firstOf(group, "startTime"));
    Long end = last.has("endTime") ? Math.max(start, micros(text(last, "endTime"))) : null;
    Long firstToken =
        last.has("completionStartTime") ? (Long) micros(text(last, "completionStartTime")) : null;
    return new Observation(
        text(last, "traceId"),
        text(last, "id"),
        group
            .getLast()
            .type()
            .replaceAll("-(create|update)$", "")
            .toUpperCase(java.util.Locale.ROOT),
        text(last, "name"),
        last.has("level") ? text(last, "level") : "DEFAULT",
        firstOf(group, "environment"),
        start,
        end,
        firstToken,
        model,
        priced.id,
        state,
        usage,
        priced.cost,
        priced.total,
        text(last, "promptName"),
        last.has("promptVersion") ? last.get("promptVersion").asText() : "");
  }

  private void trace(List<Event> group) {
    ObjectNode last = folded(group);
    var tags = new TreeSet<String>();
    group.forEach(e -> e.body().path("tags").forEach(tag -> tags.add(tag.textValue())));
    String timestamp = firstOf(group, "timestamp");
    Trace trace =
        new Trace(
            text(last, "id"),
            micros(timestamp.isEmpty() ? group.getFirst().timestamp() : timestamp),
            text(last, "name"),
            text(last, "userId"),
            text(last, "sessionId"),
            text(last, "release"),
            text(last, "version"),
            firstOf(group, "environment"),
            tags);
    traces.put(trace.id(), trace);
  }

  /**
   * A trace that was never sent has the timestamp and environment of its first observation, and
   * nothing else.
   */
  private void tracesKnownByTheirObservationsOnly() {
    var first = new HashMap<String, Observation>();
    for (Observation o : observations) {
      first.merge(o.traceId(), o, (a, b) -> b.start() < a.start() ? b : a);
    }
    first.forEach(
        (id, o) ->
            traces.computeIfAbsent(
                id,
                k ->
                    new Trace(
                        id, o.start(), "", "", "", "", "", o.environment(), new TreeSet<>())));
  }

  private static Score score(Event event) {
    ObjectNode body = event.body();
    String dataType = text(body, "dataType");
    JsonNode value = body.get("value");
    String category =
        switch (dataType) {
          case "CATEGORICAL" -> value.textValue();
          case "BOOLEAN" -> value.intValue() == 1 ? "True" : "False";
          default -> "";
        };
    return new Score(
        text(body, "id"),
        text(body, "name"),
        "API",
        dataType,
        text(body, "environment"),
        micros(event.timestamp()),
        dataType.equals("CATEGORICAL") ? BigDecimal.ZERO : value.decimalValue(),
        category);
  }

  private record Priced(String id, String state, Map<String, Long> cost, @Nullable Long total) {}

  private Priced price(String model, Map<String, Long> usage, @Nullable JsonNode stated) {
    if (stated != null) {
      return new Priced("", "stated", Map.of(), pico(stated.get("total").decimalValue()));
    }
    if (usage.isEmpty()) {
      return new Priced("", "no_usage", Map.of(), null);
    }
    PriceList.Model known = prices.models().get(model);
    if (known == null) {
      return new Priced("", "unpriced", Map.of(), null);
    }
    long input =
        usage.entrySet().stream()
            .filter(e -> e.getKey().contains("input"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    PriceList.Tier tier =
        known.tiers().stream()
            .filter(t -> t.moreThanInputTokens() < 0 || input > t.moreThanInputTokens())
            .findFirst()
            .get();
    var cost = new TreeMap<String, Long>();
    usage.forEach(
        (type, units) -> {
          BigDecimal price = tier.prices().get(type);
          if (price != null) {
            cost.put(type, pico(price.multiply(BigDecimal.valueOf(units))));
          }
        });
    if (cost.isEmpty()) {
      return new Priced("", "unpriced", Map.of(), null);
    }
    Long total = cost.remove("total");
    return new Priced(
        tier.id(),
        "priced",
        cost,
        total != null ? total : cost.values().stream().mapToLong(Long::longValue).sum());
  }

  private static Map<String, Long> usage(JsonNode body) {
    var usage = new TreeMap<String, Long>();
    JsonNode old = body.get("usage");
    if (old != null) {
      usage.put("input", old.get("promptTokens").longValue());
      usage.put("output", old.get("completionTokens").longValue());
    }
    JsonNode details = body.get("usageDetails");
    if (details != null && details.has("prompt_tokens")) {
      long cached = details.path("prompt_tokens_details").path("cached_tokens").longValue();
      usage.put("input", Math.max(0, details.get("prompt_tokens").longValue() - cached));
      usage.put("input_cached_tokens", cached);
      usage.put("output", details.get("completion_tokens").longValue());
      usage.put("total", details.get("total_tokens").longValue());
    } else if (details != null) {
      details.properties().forEach(e -> usage.put(e.getKey(), e.getValue().longValue()));
    }
    usage.putIfAbsent("total", usage.values().stream().mapToLong(Long::longValue).sum());
    return usage;
  }

  /**
   * Tokens of the last input and output: each by the model that its event names, else by the
   * observation's; nothing where one of them cannot be counted.
   */
  private Map<String, Long> counted(List<Event> group, String model) {
    if (tokenizer(model).isEmpty()) {
      return Map.of();
    }
    var usage = new TreeMap<String, Long>();
    for (String side : List.of("input", "output")) {
      Event source =
          group.reversed().stream().filter(e -> e.body().has(side)).findFirst().orElse(null);
      if (source != null) {
        String own = source.body().has("model") ? text(source.body(), "model") : model;
        if (tokenizer(own).isEmpty()) {
          return Map.of();
        }
        usage.put(side, tokens(tokenizer(own), text(source.body(), side)));
      }
    }
    usage.put("total", usage.values().stream().mapToLong(n -> n).sum());
    return usage;
  }

  private String tokenizer(String model) {
    PriceList.Model known = prices.models().get(model);
    return known == null ? "" : known.tokenizer();
  }

  private static long tokens(String tokenizer, String text) {
    return ENCODINGS
        .getEncodingForModel(ModelType.fromName(tokenizer).orElseThrow())
        .countTokensOrdinary(text);
  }

  /** The last value of each field. */
  private static ObjectNode folded(List<Event> group) {
    ObjectNode all = group.getFirst().body().deepCopy();
    group.stream()
        .skip(1)
        .forEach(e -> e.body().properties().forEach(f -> all.set(f.getKey(), f.getValue())));
    return all;
  }

  private static String firstOf(List<Event> group, String field) {
    return group.stream()
        .filter(e -> e.body().has(field))
        .findFirst()
        .map(e -> text(e.body(), field))
        .orElse("");
  }

  private static String text(ObjectNode body, String field) {
    return body.path(field).asText("");
  }

  private static long micros(String instant) {
    Instant i = Instant.parse(instant);
    return Math.addExact(Math.multiplyExact(i.getEpochSecond(), 1_000_000L), i.getNano() / 1_000);
  }

  private static long pico(BigDecimal usd) {
    return usd.movePointRight(12).setScale(0, java.math.RoundingMode.HALF_UP).longValueExact();
  }
}
