package io.tallystream.query.payload;

import io.tallystream.event.v1.BodyField;
import io.tallystream.event.v1.Stamp;
import java.util.Comparator;

/**
 * One write to one field.
 *
 * @param json whether {@code text} is JSON as sent, else it is a text as sent
 */
record PayloadRow(EntityKey entity, BodyField field, Stamp stamp, boolean json, String text) {
  /** In which writes follow each other. */
  static final Comparator<PayloadRow> ORDER =
      Comparator.comparingLong((PayloadRow row) -> row.stamp.getTimeUs())
          .thenComparingInt(row -> row.stamp.getRank())
          .thenComparingLong(row -> row.stamp.getHash());
}
