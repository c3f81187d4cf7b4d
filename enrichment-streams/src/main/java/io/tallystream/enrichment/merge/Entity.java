package io.tallystream.enrichment.merge;

/**
 * What state keeps of an entity.
 *
 * @param seq number of the last emitted change; 0 before the first
 * @param fact the last emitted fact, as bytes; empty before the first
 */
public record Entity(long seq, Registers registers, byte[] fact) {
  public static final Entity NONE = new Entity(0, Registers.NONE, new byte[0]);
}
