package io.tallystream.audit;

import java.util.Set;

/** What a trace finally is, without its observations; empty text = absent. */
public record Trace(
    String id,
    long timestamp,
    String name,
    String userId,
    String sessionId,
    String release,
    String version,
    String environment,
    Set<String> tags) {}
