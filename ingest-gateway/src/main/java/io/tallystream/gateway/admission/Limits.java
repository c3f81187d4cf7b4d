package io.tallystream.gateway.admission;

import io.tallystream.event.v1.Quota;

/**
 * What one project may send per second, over all gateways; 0 = unlimited.
 *
 * @param softEvents above: the overflow lane
 * @param softBytes the same, of unpacked bodies
 * @param hardEvents above: a refusal
 * @param hardBytes the same, of unpacked bodies
 */
record Limits(long softEvents, long softBytes, long hardEvents, long hardBytes) {
  /** These where the quota says nothing. */
  Limits with(Quota quota) {
    return new Limits(
        quota.hasSoftEvents() ? quota.getSoftEvents() : softEvents,
        quota.hasSoftBytes() ? quota.getSoftBytes() : softBytes,
        quota.hasHardEvents() ? quota.getHardEvents() : hardEvents,
        quota.hasHardBytes() ? quota.getHardBytes() : hardBytes);
  }
}
