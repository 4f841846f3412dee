package io.sluice.common.sink.kafka;

import io.sluice.common.config.BadSetting;
import io.sluice.common.config.KafkaConfig;
import io.sluice.common.config.SettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks the brokers, once and at start, what they allow, so that a contradiction shows before the
 * job runs and not at its first checkpoint. A broker that does not answer, a topic that is not
 * there or a right that is missing is a {@link SettingsException} that names the setting.
 */
public final class BrokerLimits implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String BOOTSTRAP = "kafka.bootstrap-servers";

  private final String servers;
  private final Admin admin;
  private final Duration patience;

  private BrokerLimits(String servers, Admin admin, Duration patience) {
    this.servers = servers;
    this.admin = admin;
    this.patience = patience;
  }

  public static BrokerLimits ask(KafkaConfig kafka) {
    return ask(kafka, PATIENCE);
  }

  static BrokerLimits ask(KafkaConfig kafka, Duration patience) {
    Properties properties = kafka.clientProperties();
    properties.putIfAbsent(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, String.valueOf(patience.toMillis() / 2));
    properties.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, String.valueOf(patience.toMillis()));
    try {
      return new BrokerLimits(kafka.bootstrapServers(), Admin.create(properties), patience);
    } catch (KafkaException e) {
      throw refused("kafka.client.*", null, "does not make a Kafka client", rootMessage(e));
    }
  }

  /** Fails unless a broker answers. */
  public void requireAnswer() {
    answer(admin.describeCluster().nodes());
  }

  /** The longest {@code transaction.timeout.ms} that the brokers grant. */
  public Duration maxTransactionTimeout() {
    Node broker = answer(admin.describeCluster().nodes()).iterator().next();
    ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker.idString());
    return Duration.ofMillis(number(resource, "transaction.max.timeout.ms"));
  }

  /** The largest record (batch) that the topic takes, in bytes. */
  public int maxMessageBytes(String topic) {
    requireTopic(topic);
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return Math.toIntExact(number(resource, "max.message.bytes"));
  }

  /** Fails unless the topic is there: no job creates its topics by accident. */
  public void requireTopic(String topic) {
    KafkaFuture<?> described = admin.describeTopics(List.of(topic)).allTopicNames();
    try {
      answer(described);
    } catch (MissingTopic e) {
      throw refused(
          "topics.*",
          topic,
          "is a topic that " + servers + " does not have",
          "create it, or name one that is there");
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }

  private long number(ConfigResource resource, String name) {
    var config = answer(admin.describeConfigs(Set.of(resource)).all()).get(resource);
    return Long.parseLong(config.get(name).value());
  }

  private <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw explained(e.getCause());
    } catch (TimeoutException e) {
      throw unreachable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking Kafka at " + servers, e);
    }
  }

  private SettingsException explained(Throwable cause) {
    if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
      return unreachable();
    }
    if (cause instanceof UnknownTopicOrPartitionException) {
      throw new MissingTopic(cause);
    }
    return refused(BOOTSTRAP, servers, "did not answer as expected", rootMessage(cause));
  }

  private SettingsException unreachable() {
    return refused(
        BOOTSTRAP,
        servers,
        "cannot be reached (no answer within " + patience.toSeconds() + " s)",
        "start the broker, or set the right host:port and kafka.client.security.protocol");
  }

  static SettingsException refused(String key, String value, String problem, String fix) {
    return new SettingsException(List.of(new BadSetting(key, value, null, problem, fix)));
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  private static final class MissingTopic extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingTopic(Throwable cause) {
      super(cause);
    }
  }
}
