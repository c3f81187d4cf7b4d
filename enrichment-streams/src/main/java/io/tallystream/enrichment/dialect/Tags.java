package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tags as an array, JSON array text, comma list or single text. */
final class Tags {
  private Tags() {}

  static List<String> of(JsonNode sent) {
    JsonNode array = sent.isTextual() ? Json.parse(sent.textValue()) : sent;
    var tags = new ArrayList<String>();
    if (array.isArray()) {
      array.forEach(tag -> tags.add(tag.asText()));
    } else if (sent.isTextual()) {
      Arrays.stream(sent.textValue().split(",")).map(String::trim).forEach(tags::add);
    }
    tags.removeIf(String::isEmpty);
    return tags;
  }
}
