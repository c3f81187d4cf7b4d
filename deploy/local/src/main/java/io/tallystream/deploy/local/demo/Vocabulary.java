package io.tallystream.deploy.local.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/** What the traces speak of. */
final class Vocabulary {
  /** A language model and how fast it writes, in tokens per second. */
  record Model(String name, int speed) {}

  static final List<Model> MODELS =
      List.of(
          new Model("gpt-4o", 70),
          new Model("gpt-4o-mini", 110),
          new Model("gpt-4.1", 80),
          new Model("claude-sonnet-4-20250514", 65),
          new Model("gemini-2.5-flash", 160));
  static final List<String> QUESTIONS =
      List.of(
          "Where is my order?",
          "How do I change the delivery address?",
          "Which plan fits a team of twelve?",
          "Can I get an invoice for last month?",
          "The export fails with a timeout. What can I do?",
          "Is there a discount for universities?",
          "How do I rotate my API key?",
          "Why was my card declined?");
  static final List<String> ANSWERS =
      List.of(
          "It left our warehouse yesterday and should arrive tomorrow.",
              "Open Settings, then Addresses, and save the new one.",
          "The Team plan: it has twenty seats and shared projects.",
              "I have sent it to your e-mail address.",
          "Large exports run in the background; you will get a link.",
              "Yes, half the price with a university address.");
  static final List<String> TOOLS =
      List.of("search_orders", "get_customer", "create_ticket", "search_documents");
  static final List<String> ERRORS =
      List.of(
          "Rate limit reached, retry after 20 s",
          "Upstream timed out after 60 s",
          "Tool returned invalid JSON");
  static final List<String> ENVIRONMENTS =
      List.of("production", "production", "production", "staging");

  private Vocabulary() {}

  static <T> T oneOf(List<T> values, RandomGenerator random) {
    return values.get(random.nextInt(values.size()));
  }
}
