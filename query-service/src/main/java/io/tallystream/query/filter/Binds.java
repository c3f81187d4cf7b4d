package io.tallystream.query.filter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of one SQL statement in the order of their place holders. */
public final class Binds {
  private final List<@Nullable Object> values = new ArrayList<>();

  /** Adds a value and names its place holder, for example {@code $3}. */
  public String add(@Nullable Object value) {
    values.add(value);
    return "$" + values.size();
  }

  public List<@Nullable Object> values() {
    return Collections.unmodifiableList(values);
  }
}
