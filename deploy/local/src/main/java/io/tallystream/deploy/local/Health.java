package io.tallystream.deploy.local;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a stage whether it is ready. */
public final class Health {
  private static final int TIMEOUT_MILLIS = 2_000;

  private Health() {}

  public static boolean isUp(int port) {
    try {
      var url = URI.create("http://127.0.0.1:" + port + "/q/health/ready").toURL();
      var connection = (HttpURLConnection) url.openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }
}
