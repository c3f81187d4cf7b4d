package io.tallystream.enrichment.cold;

import io.tallystream.enrichment.lane.Lane;
import io.tallystream.enrichment.lane.LaneClients;
import io.tallystream.event.Acknowledgement;
import io.tallystream.event.Topics;
import io.tallystream.event.v1.ColdTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * {@code events.cold} back to {@code events}: a poll's records by one query, the first of a trace
 * with its state. A state that is not stored yet is waited for, briefly: then the events go back
 * without it, and enrichment asks again if it must. An offset is committed when everything up to it
 * is acknowledged; twice is harmless.
 */
final class Rehydration implements Lane.Carrier {
  static final String NAME = "rehydration";

  private static final Duration IDLE_POLL = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** For the sink, which is at most a commit and a transaction behind the question. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final long AGAIN_MS = 50;

  private final ColdLane lane;
  private final ColdStates states;
  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;

  Rehydration(
      String bootstrapServers, Optional<String> instanceId, ColdStates states, ColdLane lane) {
    this.lane = lane;
    this.states = states;
    consumer =
        LaneClients.consumer(
            bootstrapServers,
            NAME,
            instanceId,
            Map.of(
                "isolation.level",
                "read_committed",
                "max.poll.records",
                200,
                "fetch.max.bytes",
                8 << 20));
    producer = LaneClients.producer(bootstrapServers, NAME, Topics.MAX_LETTER_BYTES);
  }

  @Override
  public void run() throws InterruptedException {
    consumer.subscribe(List.of(Topics.EVENTS_COLD));
    try {
      while (!lane.isClosed()) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        consumer.poll(IDLE_POLL).forEach(records::add);
        if (!records.isEmpty()) {
          answer(records);
          consumer.commitSync();
        }
      }
    } catch (WakeupException e) {
      // closed
    }
  }

  @Override
  public void wakeUp() {
    consumer.wakeup();
  }

  private void answer(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
    var questions = new LinkedHashMap<ConsumerRecord<byte[], byte[]>, @Nullable Question>();
    records.forEach(r -> questions.put(r, Question.of(r.value(), r.partition())));
    Map<Question.Trace, ColdTrace> found = find(questions.values());
    var told = new HashSet<Question.Trace>();
    var sent = new ArrayList<CompletableFuture<Void>>(records.size());
    questions.forEach(
        (record, question) -> {
          if (question == null) {
            sent.add(send(record, record.value()));
            return;
          }
          ColdTrace state = found.get(question.trace());
          boolean known = question.isAnsweredBy(state);
          lane.answered(known);
          // Those behind the first find the trace in the store.
          boolean first = known && told.add(question.trace());
          sent.add(send(record, question.with(first ? state : null).toByteArray()));
        });
    CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)).join();
  }

  private Map<Question.Trace, ColdTrace> find(Iterable<@Nullable Question> questions)
      throws InterruptedException {
    var found = new HashMap<Question.Trace, ColdTrace>();
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    boolean asked = false;
    while (true) {
      var missing = new LinkedHashSet<Question.Trace>();
      for (Question question : questions) {
        if (question != null && !question.isAnsweredBy(found.get(question.trace()))) {
          missing.add(question.trace());
        }
      }
      if (missing.isEmpty() || System.nanoTime() - giveUp > 0 || lane.isClosed()) {
        return found;
      }
      if (asked) {
        TimeUnit.MILLISECONDS.sleep(AGAIN_MS);
      }
      asked = true;
      found.putAll(states.of(missing).await().atMost(ANSWER));
    }
  }

  private CompletableFuture<Void> send(ConsumerRecord<byte[], byte[]> record, byte[] value) {
    return Acknowledgement.of(
        producer,
        new ProducerRecord<>(
            Topics.EVENTS, record.partition(), null, record.key(), value, record.headers()));
  }

  @Override
  public void close() {
    consumer.close();
    producer.close(Duration.ZERO);
  }
}
