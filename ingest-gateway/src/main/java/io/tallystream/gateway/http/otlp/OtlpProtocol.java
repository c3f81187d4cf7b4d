package io.tallystream.gateway.http.otlp;

import io.tallystream.gateway.admission.Reason;
import io.tallystream.gateway.http.Accepted;
import io.tallystream.gateway.http.Answer;
import io.tallystream.gateway.http.Protocol;
import io.tallystream.gateway.http.Refusal;
import io.tallystream.gateway.http.Submission;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** OTLP/HTTP traces, Protobuf and JSON (contract 2.5). */
public final class OtlpProtocol implements Protocol {
  private static final int NEWEST_INGESTION_VERSION = 4;
  private static final String PROTOBUF = "application/x-protobuf";

  private final int maxBytes;

  public OtlpProtocol(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public String name() {
    return "otlp_http";
  }

  @Override
  public int maxBytes() {
    return maxBytes;
  }

  @Override
  public boolean takesPublicKeys() {
    return false;
  }

  @Override
  public void check(MultiMap headers) throws Refusal {
    String contentType = String.valueOf(headers.get("Content-Type")).toLowerCase(Locale.ROOT);
    if (!isProtobuf(contentType) && !contentType.contains(Answer.JSON)) {
      throw new Refusal(Reason.UNSUPPORTED_MEDIA_TYPE, "Invalid content type");
    }
    String version = headers.get("x-langfuse-ingestion-version");
    if (version != null && !isKnownVersion(version.strip())) {
      throw new Refusal(
          Reason.INVALID_REQUEST, "x-langfuse-ingestion-version must be a number up to 4");
    }
  }

  @Override
  public Accepted read(Submission sent) throws Refusal {
    boolean protobuf = isProtobuf(sent.contentType());
    List<SpanSlice> spans =
        OtlpSlicer.slice(protobuf ? sent.body() : OtlpJson.toProtobuf(sent.body()));
    // An empty ExportTraceServiceResponse: no bytes, or an empty object.
    Answer answer =
        protobuf
            ? new Answer(200, PROTOBUF, new byte[0], Map.of())
            : new Answer(200, Answer.JSON, "{}".getBytes(StandardCharsets.US_ASCII), Map.of());
    return new Accepted(OtlpRecords.of(spans, sent), spans.size(), List.of(), answer);
  }

  @Override
  public Answer refuse(Refusal refusal, String contentType) {
    String key = refusal.status() == 401 || refusal.status() == 403 ? "message" : "error";
    return Answer.json(refusal.status(), refusal.body(Map.of(key, refusal.sentence())));
  }

  private static boolean isProtobuf(String contentType) {
    return contentType.contains(PROTOBUF);
  }

  private static boolean isKnownVersion(String version) {
    try {
      return Double.parseDouble(version) <= NEWEST_INGESTION_VERSION;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
