package io.tallystream.query.web;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A file of the build, with what the build compressed of it.
 *
 * @param hashed its name changes with its content
 */
record Asset(
    String type,
    String etag,
    boolean hashed,
    Buffer plain,
    @Nullable Buffer gzip,
    @Nullable Buffer brotli) {}
