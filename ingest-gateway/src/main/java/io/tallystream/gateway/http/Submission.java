package io.tallystream.gateway.http;

import io.tallystream.event.v1.EventBatch;
import io.tallystream.event.v1.Source;
import io.tallystream.gateway.auth.Principal;

/**
 * A request that has been read.
 *
 * @param body unpacked
 * @param contentType lower case; empty when absent
 */
public record Submission(byte[] body, String contentType, Principal principal, Receipt receipt) {
  /**
   * How and when it came.
   *
   * @param receivedAtMicros since the epoch
   */
  public record Receipt(
      String requestId, long receivedAtMicros, String sdkName, String sdkVersion) {}

  /** The envelope of each record that this request becomes. */
  public EventBatch.Builder envelope(Source source, String routedBy) {
    return EventBatch.newBuilder()
        .setFormat(1)
        .setProject(principal.project())
        .setSource(source)
        .setReceivedAtUs(receipt.receivedAtMicros())
        .setRequestId(receipt.requestId())
        .setSdkName(receipt.sdkName())
        .setSdkVersion(receipt.sdkVersion())
        .setTraceId(routedBy);
  }
}
