package io.tallystream.sink;

import java.util.Collection;
import java.util.TreeMap;

/**
 * Rows of a batch by primary key, the last version of each, in key order: one statement must not
 * touch a row twice, and writers that lock in one order do not deadlock.
 *
 * @param <K> primary key
 * @param <R> row
 */
public final class Latest<K extends Comparable<K>, R> {
  private final TreeMap<K, R> rows = new TreeMap<>();

  /** Replaces what was put for the key before. */
  public void put(K key, R row) {
    rows.put(key, row);
  }

  public void remove(K key) {
    rows.remove(key);
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  public Collection<K> keys() {
    return rows.keySet();
  }

  /** In key order. */
  public Collection<R> rows() {
    return rows.values();
  }
}
