package io.tallystream.query.view;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param total items of the whole list, exact up to 10,000
 */
public record Slice<T>(List<T> items, long total) {
  public <R> Slice<R> map(Function<List<T>, List<R>> mapper) {
    return new Slice<>(mapper.apply(items), total);
  }
}
