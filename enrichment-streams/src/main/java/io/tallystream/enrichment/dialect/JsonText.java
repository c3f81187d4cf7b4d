package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An object or array that is passed on as it was spelled: nobody here looks into it. */
final class JsonText extends ValueNode {
  private static final long serialVersionUID = 1;

  private final String spelling;

  JsonText(String spelling) {
    this.spelling = spelling;
  }

  @Override
  public JsonNodeType getNodeType() {
    return JsonNodeType.POJO;
  }

  @Override
  public JsonToken asToken() {
    return JsonToken.VALUE_EMBEDDED_OBJECT;
  }

  @Override
  public String asText() {
    return spelling;
  }

  @Override
  public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
    json.writeRawValue(spelling);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonText text && text.spelling.equals(spelling);
  }

  @Override
  public int hashCode() {
    return spelling.hashCode();
  }
}
