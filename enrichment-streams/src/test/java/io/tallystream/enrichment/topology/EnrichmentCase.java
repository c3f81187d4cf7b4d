package io.tallystream.enrichment.topology;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test on a topology of its own. */
abstract class EnrichmentCase {
  @TempDir Path state;
  Enrichment enrichment;

  @BeforeEach
  void start() {
    enrichment = new Enrichment(state);
  }

  @AfterEach
  void stop() {
    enrichment.close();
  }
}
