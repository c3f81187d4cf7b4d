package io.tallystream.enrichment.merge;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Bytes of a {@link Value}: its kind, then its content. Kinds are stored: append only. */
final class ValueCodec {
  private static final int ERASED = 0;
  private static final int TEXT = 1;
  private static final int NUMBER = 2;
  private static final int AMOUNTS = 3;
  private static final int PROMPT = 4;
  private static final int TEXTS = 5;

  private ValueCodec() {}

  static void write(DataOutputStream out, @Nullable Value value) throws IOException {
    switch (value) {
      case null -> out.writeByte(ERASED);
      case Value.Text(String text) -> {
        out.writeByte(TEXT);
        writeText(out, text);
      }
      case Value.Number(long number) -> {
        out.writeByte(NUMBER);
        out.writeLong(number);
      }
      case Value.Amounts(var byType) -> {
        out.writeByte(AMOUNTS);
        out.writeInt(byType.size());
        for (Map.Entry<String, Long> e : byType.entrySet()) {
          writeText(out, e.getKey());
          out.writeLong(e.getValue());
        }
      }
      case Value.Prompt(String name, int version) -> {
        out.writeByte(PROMPT);
        writeText(out, name);
        out.writeInt(version);
      }
      case Value.Texts(var byName) -> {
        out.writeByte(TEXTS);
        out.writeInt(byName.size());
        for (Map.Entry<String, String> e : byName.entrySet()) {
          writeText(out, e.getKey());
          writeText(out, e.getValue());
        }
      }
    }
  }

  static @Nullable Value read(DataInputStream in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case ERASED -> null;
      case TEXT -> new Value.Text(readText(in));
      case NUMBER -> new Value.Number(in.readLong());
      case AMOUNTS -> readAmounts(in);
      case PROMPT -> new Value.Prompt(readText(in), in.readInt());
      case TEXTS -> readTexts(in);
      default -> throw new IllegalStateException("value kind " + kind + " is not in format 1");
    };
  }

  private static Value readAmounts(DataInputStream in) throws IOException {
    var byType = new TreeMap<String, Long>();
    for (int n = in.readInt(); n > 0; n--) {
      byType.put(readText(in), in.readLong());
    }
    return new Value.Amounts(byType);
  }

  private static Value readTexts(DataInputStream in) throws IOException {
    var byName = new TreeMap<String, String>();
    for (int n = in.readInt(); n > 0; n--) {
      byName.put(readText(in), readText(in));
    }
    return new Value.Texts(byName);
  }

  static void writeText(DataOutputStream out, String text) throws IOException {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Whole or not at all: state that was cut short must not pass for a shorter value. */
  static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("state ends after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }
}
