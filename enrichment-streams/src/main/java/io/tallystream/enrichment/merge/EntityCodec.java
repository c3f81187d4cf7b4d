package io.tallystream.enrichment.merge;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * State bytes of an {@link Entity}; the first byte is the format, and all there is when deleted.
 * Narrow, because every changed entity is written to RocksDB and to its changelog: a stamp, which
 * most fields share, is written once, and times as their distance from {@link Registers#createdUs}.
 */
public final class EntityCodec {
  /** No entity was ever released in format 1, which now marks what is {@link #COLD}. */
  private static final int FORMAT = 2;

  private static final int DELETED = 0;

  /** Then the hash. */
  private static final int COLD = 1;

  private static final Field[] FIELDS = Field.values();

  private EntityCodec() {}

  public static byte[] encode(Entity entity) {
    if (entity.isDeleted()) {
      return new byte[] {DELETED};
    }
    if (entity.isCold()) {
      return ByteBuffer.allocate(1 + Long.BYTES)
          .put((byte) COLD)
          .putLong(entity.coldHash())
          .array();
    }
    var bytes = new ByteArrayOutputStream(256);
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes, 512);
      out.write((byte) FORMAT);
      out.writeUInt64NoTag(entity.seq());
      writeRegisters(out, entity.registers());
      out.writeByteArrayNoTag(entity.derived());
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The entity of state bytes; none when there are none.
   *
   * @throws IllegalStateException when another version wrote the bytes
   * @throws UncheckedIOException when they are no entity
   */
  public static Entity decode(byte @Nullable [] bytes) {
    if (bytes == null) {
      return Entity.NONE;
    }
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      int format = in.readRawByte();
      if (format == DELETED) {
        return Entity.DELETED;
      }
      if (format == COLD) {
        return Entity.cold(ByteBuffer.wrap(in.readRawBytes(Long.BYTES)).getLong());
      }
      if (format != FORMAT) {
        throw new IllegalStateException("state format " + format + "; this version reads 2");
      }
      return new Entity(in.readUInt64(), readRegisters(in), in.readByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeRegisters(CodedOutputStream out, Registers r) throws IOException {
    out.writeSInt64NoTag(r.createdUs());
    out.writeSInt64NoTag(r.updatedUs() - r.createdUs());
    List<Stamp> stamps = stamps(r);
    out.writeUInt32NoTag(stamps.size());
    for (Stamp stamp : stamps) {
      out.writeSInt64NoTag(stamp.timeUs() - r.createdUs());
      out.writeUInt32NoTag(stamp.rank());
      out.writeFixed64NoTag(stamp.hash());
    }
    out.writeUInt32NoTag(r.fields().size());
    for (Map.Entry<Field, Register> e : r.fields().entrySet()) {
      Register register = e.getValue();
      out.writeUInt32NoTag(e.getKey().ordinal());
      out.writeUInt32NoTag(stamps.indexOf(register.stamp()) << 1 | (register.explicit() ? 1 : 0));
      ValueCodec.write(out, register.value(), r.createdUs());
    }
    out.writeUInt32NoTag(r.tags().size());
    for (String tag : r.tags()) {
      out.writeStringNoTag(tag);
    }
  }

  /** Distinct; rarely more than two. */
  private static List<Stamp> stamps(Registers r) {
    var stamps = new ArrayList<Stamp>(2);
    for (Register register : r.fields().values()) {
      if (!stamps.contains(register.stamp())) {
        stamps.add(register.stamp());
      }
    }
    return stamps;
  }

  private static Registers readRegisters(CodedInputStream in) throws IOException {
    long created = in.readSInt64();
    long updated = created + in.readSInt64();
    var stamps = new ArrayList<Stamp>(2);
    for (int n = in.readUInt32(); n > 0; n--) {
      stamps.add(new Stamp(created + in.readSInt64(), in.readUInt32(), in.readFixed64()));
    }
    var fields = new EnumMap<Field, Register>(Field.class);
    for (int n = in.readUInt32(); n > 0; n--) {
      Field field = FIELDS[in.readUInt32()];
      int stamp = in.readUInt32();
      boolean explicit = (stamp & 1) == 1;
      fields.put(
          field, new Register(explicit, stamps.get(stamp >> 1), ValueCodec.read(in, created)));
    }
    var tags = new TreeSet<String>();
    for (int n = in.readUInt32(); n > 0; n--) {
      tags.add(in.readString());
    }
    return new Registers(fields, tags, created, updated);
  }
}
