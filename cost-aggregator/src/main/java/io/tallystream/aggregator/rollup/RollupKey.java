package io.tallystream.aggregator.rollup;

import io.tallystream.event.RollupFamily;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Name of one rollup row.
 *
 * @param project number of the project
 * @param bucket start in seconds since the epoch; 0 in a family for life
 * @param dims one value per dimension of the family, in its order; empty = absent
 * @param part Kafka partition whose facts the row sums
 */
public record RollupKey(
    RollupFamily family, int project, long bucket, List<String> dims, int part) {
  private static final byte NUL = 0;
  private static final byte ESCAPED = 1;

  public RollupKey {
    if (dims.size() != family.dimensions.size()) {
      throw new IllegalArgumentException(
          family + " has the dimensions " + family.dimensions + ", not " + dims);
    }
    dims = List.copyOf(dims);
  }

  /**
   * Family (1), project (4), bucket (8, sign flipped), each dimension as UTF-8 closed by {@code 00
   * 00}, part (2). Different keys have different bytes, and bytes sort as the keys do: a NUL inside
   * text becomes {@code 00 01}.
   */
  public byte[] bytes() {
    var out = new ByteArrayOutputStream(64);
    out.writeBytes(
        ByteBuffer.allocate(13)
            .put((byte) family.id)
            .putInt(project ^ Integer.MIN_VALUE)
            .putLong(bucket ^ Long.MIN_VALUE)
            .array());
    dims.forEach(dim -> write(dim, out));
    out.writeBytes(ByteBuffer.allocate(2).putShort((short) part).array());
    return out.toByteArray();
  }

  /**
   * The key that {@link #bytes()} wrote.
   *
   * @throws RuntimeException when the bytes are none
   */
  public static RollupKey parse(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    RollupFamily family = RollupFamily.byId(in.get());
    int project = in.getInt() ^ Integer.MIN_VALUE;
    long bucket = in.getLong() ^ Long.MIN_VALUE;
    var dims = new ArrayList<String>(family.dimensions.size());
    for (int i = 0; i < family.dimensions.size(); i++) {
      dims.add(read(in));
    }
    return new RollupKey(family, project, bucket, dims, in.getShort());
  }

  /** The part of a key by its bytes: it decides the partition of the record. */
  public static int partOf(byte[] key) {
    return ByteBuffer.wrap(key).getShort(key.length - 2);
  }

  private static void write(String dim, ByteArrayOutputStream out) {
    for (byte b : dim.getBytes(StandardCharsets.UTF_8)) {
      out.write(b);
      if (b == NUL) {
        out.write(ESCAPED);
      }
    }
    out.write(NUL);
    out.write(NUL);
  }

  private static String read(ByteBuffer in) {
    var text = new ByteArrayOutputStream();
    byte b = in.get();
    while (b != NUL || in.get() == ESCAPED) {
      text.write(b);
      b = in.get();
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
