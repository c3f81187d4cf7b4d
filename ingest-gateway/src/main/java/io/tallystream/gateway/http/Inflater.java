package io.tallystream.gateway.http;

import io.tallystream.gateway.admission.Lease;
import io.tallystream.gateway.admission.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Unpacks bodies; stops at the limit, so that a small body cannot become a large one. */
final class Inflater {
  private static final int STEP = 64 * 1024;

  private Inflater() {}

  /**
   * @param encoding {@code Content-Encoding}; empty when absent
   * @param lease pays for the unpacked bytes too
   */
  static byte[] unpack(byte[] body, String encoding, int maxBytes, Lease lease) throws Refusal {
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> body;
      case "gzip", "x-gzip" -> gunzip(body, maxBytes, lease);
      default ->
          throw new Refusal(
              Reason.UNSUPPORTED_MEDIA_TYPE, "Unsupported Content-Encoding; use gzip or none");
    };
  }

  private static byte[] gunzip(byte[] body, int maxBytes, Lease lease) throws Refusal {
    var out = new ByteArrayOutputStream(Math.clamp(body.length * 4L, STEP, maxBytes));
    byte[] step = new byte[STEP];
    try (var in = new GZIPInputStream(new ByteArrayInputStream(body), STEP)) {
      for (int n = in.read(step); n >= 0; n = in.read(step)) {
        if (out.size() + n > maxBytes) {
          throw TooLarge.refusal(maxBytes, "unpacked");
        }
        if (!lease.ensure((long) body.length + out.size() + n)) {
          throw Overload.refusal();
        }
        out.write(step, 0, n);
      }
    } catch (IOException e) {
      throw new Refusal(Reason.MALFORMED_BODY, "The body is not valid gzip");
    }
    return out.toByteArray();
  }
}
