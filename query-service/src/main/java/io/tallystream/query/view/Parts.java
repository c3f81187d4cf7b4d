package io.tallystream.query.view;

import io.tallystream.event.Routing;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The partition of an id, so that a read names the one part on which its rows live. */
@ApplicationScoped
public class Parts {
  private final int partitions;

  public Parts(@ConfigProperty(name = "tally.partitions", defaultValue = "12") int partitions) {
    this.partitions = partitions;
  }

  public short of(int project, String id) {
    return (short) Routing.partition(project, id, partitions);
  }
}
