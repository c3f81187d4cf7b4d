package io.tallystream.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;

/**
 * Which partition an entity lives on. One function for every producer and reader: all events of a
 * trace are on one partition, and a reader that knows a trace id knows its {@code part}.
 */
public final class Routing {
  /** Length of {@link #key}: project (4) and entity hash (16). */
  public static final int KEY_BYTES = 20;

  /** Owner of a trace's own payloads. */
  public static final UUID TRACE_ITSELF = new UUID(0, 0);

  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(Routing::sha256);

  private Routing() {}

  /**
   * The 128-bit name of an id, as stored in {@code *_h} columns: the first half of its SHA-256.
   * Cryptographic because ids are chosen by clients.
   */
  public static UUID hash(String id) {
    return hash(id.getBytes(StandardCharsets.UTF_8));
  }

  /** {@link #hash(String)} of bytes. */
  public static UUID hash(byte[] bytes) {
    ByteBuffer digest = ByteBuffer.wrap(SHA_256.get().digest(bytes));
    return new UUID(digest.getLong(), digest.getLong());
  }

  /** Whose payload: the observation's hash, or all zeros for an empty id, the trace itself. */
  public static UUID payloadOwner(String observationId) {
    return observationId.isEmpty() ? TRACE_ITSELF : hash(observationId);
  }

  /** Routing key of a trace or score: big-endian project, then {@link #hash} of its id. */
  public static byte[] key(int project, UUID idHash) {
    return ByteBuffer.allocate(KEY_BYTES)
        .putInt(project)
        .putLong(idHash.getMostSignificantBits())
        .putLong(idHash.getLeastSignificantBits())
        .array();
  }

  /**
   * Partition of a routing key: murmur2 as Kafka's default partitioner computes it, but set
   * explicitly by every producer.
   */
  public static int partition(byte[] key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  /** Partition of a trace or score by its id. */
  public static int partition(int project, String id, int partitions) {
    return partition(key(project, hash(id)), partitions);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
