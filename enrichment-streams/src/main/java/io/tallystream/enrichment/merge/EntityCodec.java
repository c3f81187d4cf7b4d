package io.tallystream.enrichment.merge;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** State bytes of an {@link Entity}; the first byte is the format. */
public final class EntityCodec {
  private static final int FORMAT = 1;
  private static final Field[] FIELDS = Field.values();

  private EntityCodec() {}

  public static byte[] encode(Entity entity) {
    var bytes = new ByteArrayOutputStream(256);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeLong(entity.seq());
      writeRegisters(out, entity.registers());
      ValueCodec.writeBytes(out, entity.fact());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The entity of state bytes; none when there are none.
   *
   * @throws IllegalStateException when a later version wrote the bytes
   */
  public static Entity decode(byte @Nullable [] bytes) {
    if (bytes == null) {
      return Entity.NONE;
    }
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int format = in.readUnsignedByte();
      if (format != FORMAT) {
        throw new IllegalStateException("state format " + format + "; this version reads 1");
      }
      return new Entity(in.readLong(), readRegisters(in), ValueCodec.readBytes(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeRegisters(DataOutputStream out, Registers r) throws IOException {
    out.writeLong(r.createdUs());
    out.writeLong(r.updatedUs());
    out.writeByte(r.fields().size());
    for (Map.Entry<Field, Register> e : r.fields().entrySet()) {
      out.writeByte(e.getKey().ordinal());
      writeRegister(out, e.getValue());
    }
    out.writeInt(r.tags().size());
    for (String tag : r.tags()) {
      ValueCodec.writeText(out, tag);
    }
  }

  private static Registers readRegisters(DataInputStream in) throws IOException {
    long created = in.readLong();
    long updated = in.readLong();
    var fields = new EnumMap<Field, Register>(Field.class);
    for (int n = in.readUnsignedByte(); n > 0; n--) {
      fields.put(FIELDS[in.readUnsignedByte()], readRegister(in));
    }
    var tags = new TreeSet<String>();
    for (int n = in.readInt(); n > 0; n--) {
      tags.add(ValueCodec.readText(in));
    }
    return new Registers(fields, tags, created, updated);
  }

  private static void writeRegister(DataOutputStream out, Register r) throws IOException {
    out.writeBoolean(r.explicit());
    out.writeLong(r.stamp().timeUs());
    out.writeByte(r.stamp().rank());
    out.writeLong(r.stamp().hash());
    ValueCodec.write(out, r.value());
  }

  private static Register readRegister(DataInputStream in) throws IOException {
    boolean explicit = in.readBoolean();
    var stamp = new Stamp(in.readLong(), in.readUnsignedByte(), in.readLong());
    return new Register(explicit, stamp, ValueCodec.read(in));
  }
}
