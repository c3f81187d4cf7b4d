package io.tallystream.query.payload;

import com.github.luben.zstd.Zstd;
import io.tallystream.event.v1.BodyCodec;
import java.nio.charset.StandardCharsets;

/**
 * Bytes of one payload as stored.
 *
 * @param codec number of {@link BodyCodec}
 * @param size bytes before compression
 */
record Body(int codec, long size, byte[] data) {
  String text() {
    byte[] plain =
        codec == BodyCodec.ZSTD_VALUE ? Zstd.decompress(data, Math.toIntExact(size)) : data;
    return new String(plain, StandardCharsets.UTF_8);
  }
}
