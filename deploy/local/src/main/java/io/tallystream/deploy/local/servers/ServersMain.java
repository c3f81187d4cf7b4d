package io.tallystream.deploy.local.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/**
 * The JVM of the test servers: starts them, says on standard output where it answers, and stops
 * them at the end of standard input, which is also what a {@code kill -9} of the tests looks like.
 */
public final class ServersMain {
  static final String READY = "test-servers ";

  private static final System.Logger LOG = System.getLogger(ServersMain.class.getName());

  private ServersMain() {}

  public static void main(String[] args) {
    int status = 0;
    try {
      run(ServerChoice.of(System.getenv(ServerChoice.VARIABLE)));
    } catch (Exception e) {
      LOG.log(System.Logger.Level.ERROR, "the test servers cannot be started", e);
      status = 1;
    }
    // A broker that started beside a database that did not would hold this JVM up.
    System.exit(status);
  }

  private static void run(ServerChoice choice) throws Exception {
    ServerPair pair = choice.start();
    // However this JVM ends: at the end of input, by Ctrl-C in the terminal of the tests, by
    // SIGTERM.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(pair), "servers-stop"));
    HttpServer http =
        serve(pair.kafkaBootstrapServers(), new FreshDatabases(pair.administration()));
    System.out.println(READY + "http://127.0.0.1:" + http.getAddress().getPort());
    awaitEndOfInput();
  }

  private static void stop(ServerPair pair) {
    try {
      pair.close();
    } catch (Exception e) {
      LOG.log(System.Logger.Level.ERROR, "the test servers did not stop cleanly", e);
    }
  }

  private static HttpServer serve(String kafka, FreshDatabases databases) throws IOException {
    var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/kafka", exchange -> answer(exchange, () -> kafka));
    http.createContext("/database", exchange -> answer(exchange, databases::create));
    http.start();
    return http;
  }

  private static void answer(HttpExchange exchange, Callable<String> value) throws IOException {
    try (exchange) {
      byte[] body = value.call().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (Exception e) {
      LOG.log(System.Logger.Level.ERROR, "no answer to " + exchange.getRequestURI(), e);
      exchange.sendResponseHeaders(500, -1);
    }
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // Nothing is said here; only the end counts.
    }
  }
}
