package io.tallystream.gateway.http;

import io.tallystream.gateway.auth.Principal;

/**
 * A request as it came off the wire.
 *
 * @param encoding {@code Content-Encoding}; empty when absent
 * @param contentType lower case; empty when absent
 * @param lane {@code x-tally-lane}; empty when absent
 */
public record Unread(
    byte[] body,
    String encoding,
    String contentType,
    String lane,
    Principal principal,
    Submission.Receipt receipt) {}
