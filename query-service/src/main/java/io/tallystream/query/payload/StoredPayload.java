package io.tallystream.query.payload;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystream.event.Routing;
import io.tallystream.event.v1.BodyCodec;
import io.tallystream.event.v1.BodyList;
import io.vertx.mutiny.sqlclient.Row;
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

  /** What is in it, in no order. */
  Stream<PayloadRow> decode() {
    try {
      return BodyList.parseFrom(plain()).getBodyList().stream()
          .map(
              body ->
                  new PayloadRow(
                      owner(body.getObservationId()),
                      body.getField(),
                      body.getStamp(),
                      body.getJson(),
                      body.getData().toStringUtf8()));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("payload of trace " + traceHash + " is not readable", e);
    }
  }

  private EntityKey owner(String observationId) {
    return new EntityKey(
        part, traceHash, observationId.isEmpty() ? EntityKey.TRACE : Routing.hash(observationId));
  }

  private byte[] plain() {
    return codec == BodyCodec.ZSTD_VALUE ? Zstd.decompress(data, Math.toIntExact(size)) : data;
  }
}
