package io.tallystream.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.tallystream.audit.Database;
import io.tallystream.deploy.local.postgres.DatabaseAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks through every table for the bytes of a marker. */
record StoredMarkers(Connection database) implements AutoCloseable {
  /** Where a marker must be seen before anything is deleted: or the search is blind. */
  static final List<String> EVERY_PLACE =
      List.of(
          "observation",
          "trace",
          "session",
          "score",
          "payload, decoded",
          "rollup_model",
          "rollup_user",
          "rollup_session",
          "rollup_tag",
          "rollup_trace");

  static StoredMarkers of(RunningSystem system) throws SQLException {
    var address = DatabaseAddress.parse(system.databaseUrl());
    return new StoredMarkers(
        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password()));
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }

  int project() throws SQLException {
    return Database.projectNumber(database, RunningSystem.projectId());
  }

  /** Tables in which some row holds the marker, as text or as bytes, and in how many rows. */
  Map<String, Long> places(String marker) throws SQLException {
    var places = new TreeMap<String, Long>();
    for (String table : tables()) {
      try (var query =
          database.prepareStatement(
              "SELECT count(*) FROM %s t WHERE position(? IN t::text) > 0 OR position(? IN t::text) > 0"
                  .formatted(table))) {
        query.setString(1, marker);
        query.setString(2, HexFormat.of().formatHex(marker.getBytes(StandardCharsets.UTF_8)));
        ResultSet rows = query.executeQuery();
        rows.next();
        if (rows.getLong(1) > 0) {
          places.put(table, rows.getLong(1));
        }
      }
    }
    long payloads = payloads(marker);
    if (payloads > 0) {
      places.put("payload, decoded", payloads);
    }
    return places;
  }

  /** Every table of ours; partitions are read with the table that they are of. */
  private List<String> tables() throws SQLException {
    try (var query =
        database.prepareStatement(
            """
            SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class
            WHERE relkind IN ('r', 'p') AND NOT relispartition
              AND relnamespace = current_schema()::regnamespace""")) {
      ResultSet rows = query.executeQuery();
      rows.next();
      List<String> tables = List.of(rows.getString(1).split(",", -1));
      assertThat(tables).contains("payload", "outbox", "dead_letter", "deleted_trace");
      return tables;
    }
  }

  /** How many bundles hold the marker once they are unpacked. */
  private long payloads(String marker) throws SQLException {
    long found = 0;
    try (var query = database.prepareStatement("SELECT codec, size, data FROM payload")) {
      ResultSet rows = query.executeQuery();
      while (rows.next()) {
        byte[] data = rows.getBytes(3);
        byte[] plain = rows.getInt(1) == 1 ? Zstd.decompress(data, (int) rows.getLong(2)) : data;
        found += new String(plain, StandardCharsets.ISO_8859_1).contains(marker) ? 1 : 0;
      }
    }
    return found;
  }
}
