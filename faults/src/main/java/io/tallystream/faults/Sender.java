package io.tallystream.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystream.bench.client.Api;
import io.tallystream.bench.generator.Event;
import io.tallystream.faults.Journal.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Sends events with every try in the journal. */
final class Sender {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long BETWEEN_MILLIS = 150;
  private static final int MULTI_STATUS = 207;

  private final Api api;
  private final List<Event> events;
  private final Journal journal;

  Sender(Api api, List<Event> events, Journal journal) {
    this.api = api;
    this.events = events;
    this.journal = journal;
  }

  List<Event> events() {
    return events;
  }

  /** As an SDK with patience: again and again until it is acknowledged or refused for good. */
  Outcome patiently(int[] batch) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Outcome outcome = once(batch);
      if (outcome == Outcome.OK || outcome == Outcome.REJECTED || System.nanoTime() > end) {
        return outcome;
      }
      Thread.sleep(BETWEEN_MILLIS);
    }
  }

  /** As a client that gives up: what became of it, nobody may ever know. */
  Outcome once(int[] batch) throws InterruptedException {
    int attempt = journal.sending(batch);
    try {
      HttpResponse<String> answer =
          api.ingestOnce(
              Arrays.stream(batch).mapToObj(i -> events.get(i).bytes()).toList(), TIMEOUT);
      Outcome outcome = outcome(answer);
      journal.answered(attempt, batch, outcome, Integer.toString(answer.statusCode()));
      return outcome;
    } catch (ConnectException nobodyListens) {
      journal.answered(attempt, batch, Outcome.UNSENT, "connection refused");
      return Outcome.UNSENT;
    } catch (IOException e) {
      journal.answered(attempt, batch, Outcome.UNKNOWN, "connection lost");
      return Outcome.UNKNOWN;
    }
  }

  /** A 503 leaves it open: the record may still arrive after the answer. */
  private static Outcome outcome(HttpResponse<String> answer) throws IOException {
    int status = answer.statusCode();
    if (status == MULTI_STATUS) {
      JsonNode body = Api.JSON.readTree(answer.body());
      // The workload is well-formed: an error for one of its events is a failure of the gateway.
      return body.path("errors").isEmpty() ? Outcome.OK : Outcome.REJECTED;
    }
    return status / 100 == 5 || status == 429 ? Outcome.UNKNOWN : Outcome.REJECTED;
  }
}
