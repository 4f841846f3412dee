package io.sluice.playground.cluster;

import io.sluice.common.config.KafkaConfig;
import io.sluice.common.sink.kafka.BrokerLimits;
import io.sluice.devicealert.rule.RuleDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic from which running jobs read their rules. */
public final class RuleTopic implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final String topic;
  private final KafkaProducer<String, String> producer;

  /**
   * @throws Exception if there is no such topic, or no broker
   */
  public RuleTopic(KafkaConfig kafka, String topic) throws Exception {
    try (BrokerLimits broker = BrokerLimits.ask(kafka)) {
      broker.requireTopic(topic);
    }
    this.topic = topic;
    Properties properties = kafka.clientProperties();
    properties.putIfAbsent("acks", "all");
    StringSerializer texts = new StringSerializer();
    this.producer = new KafkaProducer<>(properties, texts, texts);
  }

  /**
   * Sends a document and waits until the broker has it.
   *
   * @param key what it is about, so that a compacted topic keeps the newest of each
   */
  public RecordMetadata publish(String key, String document) throws Exception {
    return producer
        .send(new ProducerRecord<>(topic, key, document))
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** A record a device rule, keyed by its id, as the dashboard does: it finds them again so. */
  public List<PublishedRule> publish(List<RuleDocuments.Entry> rules) throws Exception {
    List<PublishedRule> published = new ArrayList<>();
    for (RuleDocuments.Entry rule : rules) {
      RecordMetadata sent = publish(rule.id(), rule.document());
      published.add(new PublishedRule(rule.id(), sent.timestamp()));
    }
    return published;
  }

  @Override
  public void close() {
    producer.close();
  }
}
