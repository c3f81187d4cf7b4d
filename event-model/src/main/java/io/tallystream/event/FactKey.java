package io.tallystream.event;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Key of a record on {@code facts} and of an entity in state: project (4), trace or score hash
 * (16), kind (1), and for observations their own hash (16). Starts with the routing key.
 */
public record FactKey(int project, UUID root, Kind kind, UUID id) {
  /** What a key names; the byte is stored. */
  public enum Kind {
    TRACE,
    OBSERVATION,
    SCORE,
    /** Nothing: outcomes of events that changed nothing. */
    OUTCOME
  }

  private static final UUID NONE = new UUID(0, 0);
  private static final Kind[] KINDS = Kind.values();

  public static FactKey trace(int project, UUID trace) {
    return new FactKey(project, trace, Kind.TRACE, NONE);
  }

  public static FactKey observation(int project, UUID trace, UUID observation) {
    return new FactKey(project, trace, Kind.OBSERVATION, observation);
  }

  public static FactKey score(int project, UUID score) {
    return new FactKey(project, score, Kind.SCORE, NONE);
  }

  public static FactKey outcome(int project, UUID root) {
    return new FactKey(project, root, Kind.OUTCOME, NONE);
  }

  /** 21 bytes, or 37 for an observation. */
  public byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(kind == Kind.OBSERVATION ? 37 : 21);
    out.put(Routing.key(project, root)).put((byte) kind.ordinal());
    if (kind == Kind.OBSERVATION) {
      out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
    return out.array();
  }

  /** The bytes that {@link Routing#partition(byte[], int)} takes. */
  public byte[] routingKey() {
    return Routing.key(project, root);
  }

  /** The trace of a routing key. */
  public static FactKey trace(byte[] routingKey) {
    ByteBuffer in = ByteBuffer.wrap(routingKey);
    return trace(in.getInt(), new UUID(in.getLong(), in.getLong()));
  }

  public static FactKey parse(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int project = in.getInt();
    UUID root = new UUID(in.getLong(), in.getLong());
    Kind kind = KINDS[in.get()];
    return new FactKey(
        project,
        root,
        kind,
        kind == Kind.OBSERVATION ? new UUID(in.getLong(), in.getLong()) : NONE);
  }
}
