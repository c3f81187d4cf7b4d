package io.tallystream.query.view;

import java.util.List;

/** Which rows of a list to return: {@code limit} after the first {@code offset}. */
public record Window(int limit, long offset) {
  /** Page numbers start at 1. */
  public static Window page(int page, int limit) {
    return new Window(limit, (page - 1L) * limit);
  }

  /** This window of a list that is in memory. */
  public <T> Slice<T> of(List<T> all) {
    return new Slice<>(all.stream().skip(offset).limit(limit).toList(), all.size());
  }
}
