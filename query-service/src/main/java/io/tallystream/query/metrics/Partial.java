package io.tallystream.query.metrics;

import java.math.BigDecimal;
import java.util.List;

/**
 * What one source says about one group.
 *
 * @param rest counts everything, whether or not it has the group's dimensions
 * @param rows what says that there is anything in the group: it is 0 when there is not
 * @param cells one per need of the query
 */
record Partial(Group group, boolean rest, BigDecimal rows, List<Cell> cells) {
  Partial {
    cells = List.copyOf(cells);
  }
}
