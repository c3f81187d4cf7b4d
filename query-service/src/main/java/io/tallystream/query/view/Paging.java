package io.tallystream.query.view;

import io.tallystream.query.filter.FilterException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Classic paging (the contract's section 1.12): pages from 1, at most 100 items each. */
public record Paging(int page, int limit) {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 100;

  /**
   * From query parameters; empty ones count as absent.
   *
   * @throws FilterException when one is not an integer or out of bounds
   */
  public static Paging parse(@Nullable String page, @Nullable String limit) {
    return new Paging(
        integer("page", page, 1, Integer.MAX_VALUE), limit(limit, DEFAULT_LIMIT, MAX_LIMIT));
  }

  /** The parameter {@code limit} alone, for lists with a cursor. */
  public static int limit(@Nullable String limit, int absent, int max) {
    return integer("limit", limit, absent, max);
  }

  public Window window() {
    return Window.page(page, limit);
  }

  /** The answer: {@code data} and {@code meta}, all of whose integers are mandatory. */
  public <T> Answer<T> answer(Slice<T> slice) {
    Map<String, Long> meta = new LinkedHashMap<>();
    meta.put("page", (long) page);
    meta.put("limit", (long) limit);
    meta.put("totalItems", slice.total());
    meta.put("totalPages", Math.ceilDiv(slice.total(), (long) limit));
    return new Answer<>(slice.items(), meta);
  }

  /** A list with its paging. */
  public record Answer<T>(List<T> data, Map<String, ?> meta) {}

  private static int integer(String name, @Nullable String text, int absent, int max) {
    if (text == null || text.isEmpty()) {
      return absent;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= 1 && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw bad(name, text, max);
    }
    throw bad(name, text, max);
  }

  private static FilterException bad(String name, String text, int max) {
    return new FilterException(
        "'%s' must be an integer from 1 to %d, not '%s'".formatted(name, max, text));
  }
}
