package io.tallystream.audit;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** The views, read directly: what the API answers is checked elsewhere. */
public final class Database {
  private Database() {}

  /**
   * @param url {@code postgresql://user:password@host:port/database}, as every stage takes it
   */
  public static Connection connect(String url) throws SQLException {
    URI uri = URI.create(url);
    String[] user = uri.getUserInfo() == null ? new String[] {""} : uri.getUserInfo().split(":", 2);
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {uri.getHost()});
    source.setPortNumbers(new int[] {uri.getPort() < 0 ? 5432 : uri.getPort()});
    source.setDatabaseName(uri.getPath().substring(1));
    source.setUser(user[0]);
    source.setPassword(user.length > 1 ? user[1] : "");
    source.setApplicationName("audit");
    return source.getConnection();
  }

  /** Number of a project in keys and rows. */
  public static int projectNumber(Connection database, String projectId) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement("SELECT number FROM project WHERE id = ?")) {
      statement.setString(1, projectId);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new IllegalArgumentException("no project has id " + projectId);
        }
        return row.getInt(1);
      }
    }
  }
}
