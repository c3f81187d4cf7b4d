package io.tallystream.aggregator.topology;

import io.quarkus.runtime.StartupEvent;
import io.tallystream.streams.StreamsRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Starts the topology with the process. */
@ApplicationScoped
class AggregatorLifecycle {
  void start(@Observes StartupEvent event, StreamsRunner runner) {
    if (runner.isAsked()) {
      runner.start(AggregatorTopology.writeBack());
    }
  }
}
