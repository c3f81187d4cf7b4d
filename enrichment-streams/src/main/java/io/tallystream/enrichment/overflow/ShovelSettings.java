package io.tallystream.enrichment.overflow;

import java.util.Optional;

/**
 * @param liveGroup whose lag decides
 * @param window least bytes that are copied at once
 * @param instanceId static member of the group {@code shovel}
 */
record ShovelSettings(
    String bootstrapServers, String liveGroup, long window, Optional<String> instanceId) {}
