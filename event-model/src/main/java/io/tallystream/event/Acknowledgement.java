package io.tallystream.event;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The broker's answer to one record. */
public final class Acknowledgement {
  private Acknowledgement() {}

  /**
   * Sends, which may wait for metadata or buffer.
   *
   * @return completes, on the producer's thread, when the record has as many replicas as the
   *     producer asks for, or fails with what the producer says
   */
  public static <K, V> CompletableFuture<Void> of(
      Producer<K, V> producer, ProducerRecord<K, V> record) {
    var ack = new CompletableFuture<Void>();
    producer.send(
        record,
        (metadata, error) -> {
          if (error == null) {
            ack.complete(null);
          } else {
            ack.completeExceptionally(error);
          }
        });
    return ack;
  }
}
