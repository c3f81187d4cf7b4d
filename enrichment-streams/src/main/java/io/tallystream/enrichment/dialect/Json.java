package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON whose numbers keep their spelling: {@code 0.10}, {@code 1e2} and integers of any length are
 * written as they were read (contract 2.3). Jackson's own tree would normalise them.
 */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Nodes ask it for features; they write themselves. */
  private static final SerializerProvider DEFAULTS =
      new ObjectMapper().getSerializerProviderInstance();

  private Json() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static JsonNode parse(byte[] bytes) throws IOException {
    try (JsonParser json = FACTORY.createParser(bytes)) {
      return whole(json);
    }
  }

  /** Missing when the text is not JSON. */
  static JsonNode parse(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return MissingNode.getInstance();
    }
    try (JsonParser json = FACTORY.createParser(text)) {
      return whole(json);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
  }

  /** Text that is one object or array, as that and spelled as it is; any other as it came. */
  static JsonNode container(JsonNode text) {
    try (JsonParser json = FACTORY.createParser(text.textValue())) {
      JsonToken first = json.nextToken();
      if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
        return text;
      }
      json.skipChildren();
      return json.nextToken() == null ? new JsonText(text.textValue()) : text;
    } catch (JsonProcessingException e) {
      return text;
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
  }

  /** A number, text, object or array as text: texts as they are, the rest as compact JSON. */
  static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }

  /** Compact JSON, UTF-8. */
  static byte[] bytes(JsonNode value) {
    var bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      value.serialize(json, DEFAULTS);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static JsonNode whole(JsonParser json) throws IOException {
    if (json.nextToken() == null) {
      return MissingNode.getInstance();
    }
    JsonNode root = value(json);
    return json.nextToken() == null ? root : MissingNode.getInstance();
  }

  /** The recursion ends at the parser's limit of nesting. */
  private static JsonNode value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        while (json.nextFieldName() != null) {
          String name = json.currentName();
          json.nextToken();
          object.set(name, value(json));
        }
        yield object;
      }
      case START_ARRAY -> {
        var array = NODES.arrayNode();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(json));
        }
        yield array;
      }
      case VALUE_STRING -> NODES.textNode(json.getText());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NUMBER_INT -> integer(json);
      case VALUE_NUMBER_FLOAT -> new SpelledNumber(json.getText());
      default -> NODES.nullNode();
    };
  }

  private static JsonNode integer(JsonParser json) throws IOException {
    return switch (json.getNumberType()) {
      case INT -> NODES.numberNode(json.getIntValue());
      case LONG -> NODES.numberNode(json.getLongValue());
      default -> NODES.numberNode(json.getBigIntegerValue());
    };
  }
}
