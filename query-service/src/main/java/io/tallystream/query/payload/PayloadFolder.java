package io.tallystream.query.payload;

import io.tallystream.event.v1.BodyField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Folds rows, given in stamp order, into what a reader sees. */
final class PayloadFolder {
  private PayloadFolder() {}

  static Map<EntityKey, Payloads> fold(List<PayloadRow> rows) {
    Map<EntityKey, List<PayloadRow>> byEntity =
        rows.stream()
            .collect(
                Collectors.groupingBy(PayloadRow::entity, LinkedHashMap::new, Collectors.toList()));
    Map<EntityKey, Payloads> folded = new HashMap<>();
    byEntity.forEach((entity, own) -> folded.put(entity, foldOne(own)));
    return folded;
  }

  private static Payloads foldOne(List<PayloadRow> rows) {
    @Nullable String input = null;
    @Nullable String output = null;
    List<PayloadRow> metadata = new ArrayList<>();
    for (PayloadRow row : rows) {
      if (row.field() == BodyField.INPUT) {
        input = row.text();
      } else if (row.field() == BodyField.OUTPUT) {
        output = row.text();
      } else {
        metadata.add(row);
      }
    }
    return new Payloads(input, output, Metadata.merge(metadata));
  }
}
