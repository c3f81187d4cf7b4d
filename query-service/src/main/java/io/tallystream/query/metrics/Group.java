package io.tallystream.query.metrics;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Key of one row of an answer.
 *
 * @param values of the query's dimensions, in its order; null = absent
 * @param bucket start of the time bucket; absent when the query has none
 */
record Group(List<@Nullable String> values, @Nullable OffsetDateTime bucket) {
  Group {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }
}
