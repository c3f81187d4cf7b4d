package io.tallystream.enrichment.dialect;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A decimal number that is written as it was read; only who computes with it pays for that. */
final class SpelledNumber extends NumericNode {
  private static final long serialVersionUID = 1;

  private final String spelling;

  SpelledNumber(String spelling) {
    this.spelling = spelling;
  }

  @Override
  public String asText() {
    return spelling;
  }

  @Override
  public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
    json.writeNumber(spelling);
  }

  @Override
  public JsonToken asToken() {
    return JsonToken.VALUE_NUMBER_FLOAT;
  }

  @Override
  public JsonParser.NumberType numberType() {
    return JsonParser.NumberType.BIG_DECIMAL;
  }

  @Override
  public Number numberValue() {
    return decimalValue();
  }

  @Override
  public int intValue() {
    return (int) doubleValue();
  }

  @Override
  public long longValue() {
    return (long) doubleValue();
  }

  @Override
  public double doubleValue() {
    return Double.parseDouble(spelling);
  }

  /**
   * @throws NumberFormatException when the exponent has more than ten digits
   */
  @Override
  public BigDecimal decimalValue() {
    return new BigDecimal(spelling);
  }

  /** Of what a double can hold: a billion digits would be an attack. */
  @Override
  public BigInteger bigIntegerValue() {
    return Double.isFinite(doubleValue()) ? decimalValue().toBigInteger() : BigInteger.ZERO;
  }

  @Override
  public boolean canConvertToInt() {
    return Math.abs(doubleValue()) <= Integer.MAX_VALUE;
  }

  @Override
  public boolean canConvertToLong() {
    return Math.abs(doubleValue()) < Long.MAX_VALUE;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SpelledNumber number && number.spelling.equals(spelling);
  }

  @Override
  public int hashCode() {
    return spelling.hashCode();
  }
}
