package io.tallystream.enrichment.merge;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
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

  /** A time: as its distance from another. */
  private static final int NEAR = 6;

  private ValueCodec() {}

  /**
   * @param near a time that others are close to
   */
  static void write(CodedOutputStream out, @Nullable Value value, long near) throws IOException {
    switch (value) {
      case null -> out.writeUInt32NoTag(ERASED);
      case Value.Text(String text) -> {
        out.writeUInt32NoTag(TEXT);
        out.writeStringNoTag(text);
      }
      case Value.Number(long number) -> {
        boolean close = Math.abs(number - near) < Math.abs(number);
        out.writeUInt32NoTag(close ? NEAR : NUMBER);
        out.writeSInt64NoTag(close ? number - near : number);
      }
      case Value.Amounts(var byType) -> {
        out.writeUInt32NoTag(AMOUNTS);
        out.writeUInt32NoTag(byType.size());
        for (Map.Entry<String, Long> e : byType.entrySet()) {
          out.writeStringNoTag(e.getKey());
          out.writeSInt64NoTag(e.getValue());
        }
      }
      case Value.Prompt(String name, int version) -> {
        out.writeUInt32NoTag(PROMPT);
        out.writeStringNoTag(name);
        out.writeSInt32NoTag(version);
      }
      case Value.Texts(var byName) -> {
        out.writeUInt32NoTag(TEXTS);
        out.writeUInt32NoTag(byName.size());
        for (Map.Entry<String, String> e : byName.entrySet()) {
          out.writeStringNoTag(e.getKey());
          out.writeStringNoTag(e.getValue());
        }
      }
    }
  }

  static @Nullable Value read(CodedInputStream in, long near) throws IOException {
    int kind = in.readUInt32();
    return switch (kind) {
      case ERASED -> null;
      case TEXT -> new Value.Text(in.readString());
      case NUMBER -> new Value.Number(in.readSInt64());
      case NEAR -> new Value.Number(near + in.readSInt64());
      case AMOUNTS -> readAmounts(in);
      case PROMPT -> new Value.Prompt(in.readString(), in.readSInt32());
      case TEXTS -> readTexts(in);
      default -> throw new IllegalStateException("value kind " + kind + " is not in format 2");
    };
  }

  private static Value readAmounts(CodedInputStream in) throws IOException {
    var byType = new TreeMap<String, Long>();
    for (int n = in.readUInt32(); n > 0; n--) {
      byType.put(in.readString(), in.readSInt64());
    }
    return new Value.Amounts(byType);
  }

  private static Value readTexts(CodedInputStream in) throws IOException {
    var byName = new TreeMap<String, String>();
    for (int n = in.readUInt32(); n > 0; n--) {
      byName.put(in.readString(), in.readString());
    }
    return new Value.Texts(byName);
  }
}
