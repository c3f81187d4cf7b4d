package io.tallystream.streams;

import io.tallystream.event.Failpoint;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Clients whose producer passes a failpoint on its way into a commit; used only where one is armed.
 */
final class FailpointClients extends StageClients {
  FailpointClients(Breaker breaker) {
    super(breaker);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()) {
      /** Changes of state are sent before the records that they are forwarded with. */
      @Override
      public Future<RecordMetadata> send(
          ProducerRecord<byte[], byte[]> record, Callback whenAcknowledged) {
        var sent = super.send(record, whenAcknowledged);
        if (Failpoint.AFTER_CHANGELOG_SEND.isOn() && record.topic().endsWith("-changelog")) {
          flush();
          Failpoint.AFTER_CHANGELOG_SEND.reach();
        }
        return sent;
      }

      @Override
      public void commitTransaction() {
        Failpoint.BEFORE_TXN_COMMIT.reach();
        super.commitTransaction();
      }
    };
  }
}
