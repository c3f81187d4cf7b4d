package io.tallystream.gateway.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tallystream.gateway.admission.Lane;
import io.tallystream.gateway.admission.Reason;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What the gateway counts. {@code events sent = accepted + rejected} for every request that could
 * be read.
 */
@ApplicationScoped
class Meters {
  private final MeterRegistry registry;

  Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  void answered(String protocol, int status) {
    counter("tally.gateway.requests", protocol, "status", Integer.toString(status)).increment();
  }

  void refused(String protocol, Reason reason) {
    counter("tally.gateway.requests.refused", protocol, "reason", reason.label()).increment();
  }

  void accepted(String protocol, Lane lane, Accepted accepted) {
    counter("tally.gateway.events.accepted", protocol, "reason", "none")
        .increment(accepted.events());
    if (lane != Lane.LIVE) {
      counter("tally.gateway.events.overflow", protocol, "lane", lane.label())
          .increment(accepted.events());
    }
    for (Reason reason : accepted.rejected()) {
      counter("tally.gateway.events.rejected", protocol, "reason", reason.label()).increment();
    }
  }

  private Counter counter(String name, String protocol, String label, String value) {
    return registry.counter(name, "protocol", protocol, label, value);
  }
}
