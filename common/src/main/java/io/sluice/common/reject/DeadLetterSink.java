package io.sluice.common.reject;

import io.sluice.common.config.KafkaConfig;
import io.sluice.common.sink.SinkPort;
import io.sluice.common.sink.kafka.KafkaRecordSink;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** The topic of the dead letters as an output: at least once, doubles told apart by event id. */
public final class DeadLetterSink {
  private DeadLetterSink() {}

  /**
   * @param executing the class that refuses records, for Kafka Connect's header
   */
  public static SinkPort<Rejected> to(
      KafkaConfig kafka, String topic, String job, Class<?> executing) {
    return KafkaRecordSink.to(
            kafka, topic, DeliveryGuarantee.AT_LEAST_ONCE, new DeadLetterEncoder(job, executing))
        .build();
  }
}
