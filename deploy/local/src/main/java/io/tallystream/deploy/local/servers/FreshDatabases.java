package io.tallystream.deploy.local.servers;

import io.tallystream.deploy.local.postgres.DatabaseAddress;
import io.tallystream.deploy.local.provision.Schema;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** Copies of one migrated template: a tenth of a second each instead of a migration. */
final class FreshDatabases {
  private static final String TEMPLATE = "tally_template";

  private final DatabaseAddress administration;
  private final AtomicInteger created = new AtomicInteger();

  FreshDatabases(DatabaseAddress administration) throws SQLException {
    this.administration = administration;
    Schema.createDatabase(administration, TEMPLATE);
    Schema.migrate(administration.withDatabase(TEMPLATE));
  }

  String create() throws SQLException {
    String name = "tally_" + created.incrementAndGet();
    Schema.copyDatabase(administration, TEMPLATE, name);
    return administration.withDatabase(name).url();
  }
}
