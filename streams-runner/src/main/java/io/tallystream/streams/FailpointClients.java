package io.tallystream.streams;

import io.tallystream.event.Failpoint;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * Clients whose producer passes a failpoint on its way into a commit; used only where one is armed.
 */
final class FailpointClients extends DefaultKafkaClientSupplier {
  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()) {
      @Override
      public void commitTransaction() {
        Failpoint.BEFORE_TXN_COMMIT.reach();
        super.commitTransaction();
      }
    };
  }
}
