package io.tallystream.enrichment.merge;

import java.nio.ByteBuffer;

/**
 * What state keeps of an entity. The last emitted fact is not kept: it follows from the registers
 * and from what was derived when it was emitted.
 *
 * @param seq number of the last emitted change; 0 before the first, -1 when deleted for good, -2
 *     when it is kept elsewhere
 * @param derived what the last fact says and registers do not, as bytes: prices of then, sums over
 *     other entities
 */
public record Entity(long seq, Registers registers, byte[] derived) {
  public static final Entity NONE = new Entity(0, Registers.NONE, new byte[0]);

  /**
   * What is left of a deleted trace or score. Absorbs every merge, so the order in which a deletion
   * and the entity's parts come does not matter.
   */
  public static final Entity DELETED = new Entity(-1, Registers.NONE, new byte[0]);

  private static final int COLD = -2;

  /**
   * What is left of a trace whose state is kept elsewhere.
   *
   * @param hash of that state
   */
  public static Entity cold(long hash) {
    return new Entity(COLD, Registers.NONE, ByteBuffer.allocate(Long.BYTES).putLong(hash).array());
  }

  public boolean isDeleted() {
    return seq == DELETED.seq;
  }

  public boolean isCold() {
    return seq == COLD;
  }

  /** Of {@link #cold}. */
  public long coldHash() {
    return ByteBuffer.wrap(derived).getLong();
  }
}
