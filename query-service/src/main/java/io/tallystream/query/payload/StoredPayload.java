package io.tallystream.query.payload;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.event.Routing;
import io.tallystream.event.v1.Body;
import io.tallystream.event.v1.BodyCodec;
import io.tallystream.event.v1.BodyField;
import io.tallystream.event.v1.BodyList;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One row of {@code payload}, not yet decoded.
 *
 * @param codec number of {@link BodyCodec}
 * @param size bytes before compression
 */
record StoredPayload(short part, UUID traceHash, int codec, long size, byte[] data) {
  static StoredPayload of(Row row) {
    return new StoredPayload(
        row.getShort("part"),
        row.getUUID("trace_h"),
        row.getShort("codec"),
        row.getLong("size"),
        row.getBuffer("data").getBytes());
  }

  /** What is in it of these fields of these entities, in no order; the rest is not made text. */
  Stream<PayloadRow> decode(Set<EntityKey> entities, Set<BodyField> fields) {
    try {
      return BodyList.parseFrom(plain()).getBodyList().stream()
          .filter(body -> fields.contains(body.getField()))
          .filter(body -> entities.contains(owner(body)))
          .map(
              body ->
                  new PayloadRow(
                      owner(body),
                      body.getField(),
                      body.getStamp(),
                      body.getJson(),
                      body.getData().toStringUtf8()));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("payload of trace " + traceHash + " is not readable", e);
    }
  }

  private EntityKey owner(Body body) {
    return new EntityKey(part, traceHash, Routing.payloadOwner(body.getObservationId()));
  }

  private byte[] plain() {
    return codec == BodyCodec.ZSTD_VALUE ? Zstd.decompress(data, Math.toIntExact(size)) : data;
  }
}
