package io.tallystream.query.catalogue;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tallystream.query.model.ModelDefinition;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Brings the shipped definitions of table {@code model} to what this release ships. */
@ApplicationScoped
public class Catalogue {
  private static final Logger LOG = Logger.getLogger(Catalogue.class);

  private final Pool pool;
  private final CatalogueRepository repository;

  Catalogue(Pool pool, CatalogueRepository repository) {
    this.pool = pool;
    this.repository = repository;
  }

  /**
   * Writes and publishes what changed since the last release, which is nothing at most starts.
   *
   * @return the number of definitions that changed
   */
  public Uni<Integer> load() {
    return Uni.createFrom()
        .item(Catalogue::definitions)
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(
            definitions ->
                pool.withTransaction(connection -> repository.replace(connection, definitions)))
        .invoke(changed -> LOG.infof("%d shipped model definitions changed", changed));
  }

  static List<ModelDefinition> definitions() {
    return CatalogueFile.read().stream().map(CatalogueEntry::definition).toList();
  }
}
