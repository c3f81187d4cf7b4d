package io.tallystream.query.payload;

import java.util.List;

/** Where the payloads of an item are. */
public interface PayloadOwner<T> {
  EntityKey key(T item);

  /** First time at which the server saw the item, in microseconds. */
  long created(T item);

  /** Last time at which the server saw the item, in microseconds. */
  long updated(T item);

  /** The day partitions that hold payloads of the items. */
  default Days days(List<T> items) {
    return Days.span(items, this::created, this::updated);
  }
}
