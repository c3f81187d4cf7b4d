package io.tallystream.gateway.http.batch;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Makes JSON text storable: PostgreSQL knows neither U+0000 nor half of a surrogate pair. Each such
 * escape becomes {@code \\ufffd}, which is as long, so that everything else stays where it is;
 * bytes that are not UTF-8 become the same character.
 */
final class TextRepair {
  private static final int ESCAPE = 6;
  private static final byte[] REPLACEMENT = {'\\', 'u', 'f', 'f', 'f', 'd'};

  private TextRepair() {}

  /** Repairs {@code json}, in place where it is UTF-8, and returns what to use instead of it. */
  static byte[] repair(byte[] json) {
    byte[] text =
        isUtf8(json)
            ? json
            : new String(json, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    int at = 0;
    while (at < text.length) {
      at = text[at] == '\\' ? escape(text, at) : at + 1;
    }
    return text;
  }

  /** Handles the escape at {@code at}; returns where to go on. */
  private static int escape(byte[] text, int at) {
    int unit = unitAt(text, at);
    if (unit < 0) {
      return at + 2;
    }
    if (Character.isHighSurrogate((char) unit)) {
      int next = unitAt(text, at + ESCAPE);
      if (next >= 0 && Character.isLowSurrogate((char) next)) {
        return at + 2 * ESCAPE;
      }
    }
    if (unit == 0 || Character.isSurrogate((char) unit)) {
      System.arraycopy(REPLACEMENT, 0, text, at, ESCAPE);
    }
    return at + ESCAPE;
  }

  /** The UTF-16 unit that a unicode escape at {@code at} stands for; -1 when there is none. */
  private static int unitAt(byte[] text, int at) {
    if (at + ESCAPE > text.length || text[at] != '\\' || text[at + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + ESCAPE; i++) {
      int digit = Character.digit(text[i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }

  private static boolean isUtf8(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(8192);
    CoderResult result;
    do {
      out.clear();
      result = decoder.decode(in, out, true);
    } while (result.isOverflow());
    return !result.isError();
  }
}
