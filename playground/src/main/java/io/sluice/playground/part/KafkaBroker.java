package io.sluice.playground.part;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * A real Kafka broker (KRaft, one node) in a JVM of its own, on the loopback address.
 *
 * <p>Ports and data are chosen once, so that a stop or a kill followed by a start is what a
 * broker's restart is to its clients. Transactions work: every internal topic has one replica.
 */
public final class KafkaBroker implements Part {
  private static final Duration READY_LIMIT = Duration.ofMinutes(3);

  private final SluiceHome home;
  private final Path directory;
  private final int port;
  private final int controllerPort;
  private ChildJvm child;

  public KafkaBroker(SluiceHome home, Path runDirectory) {
    this.home = home;
    this.directory = runDirectory.toAbsolutePath().resolve("kafka");
    this.port = FreePorts.next();
    this.controllerPort = FreePorts.next();
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public String name() {
    return "kafka-broker";
  }

  /** Starts, or starts again on the same data, and waits until the node answers. */
  @Override
  public void start() {
    if (isRunning()) {
      return;
    }
    child =
        new ChildJvm.Command(
                name(),
                directory,
                home.kafkaBrokerClasspath(),
                List.of("-Xmx384m", "-XX:+UseSerialGC"),
                "io.sluice.playground.broker.BrokerMain",
                List.of(writeProperties().toString()))
            .start();
    Await.until("the Kafka broker answers on " + bootstrapServers(), READY_LIMIT, this::answers);
  }

  @Override
  public void stop() {
    if (child != null) {
      child.stop();
    }
  }

  @Override
  public void kill() {
    if (child != null) {
      child.kill();
    }
  }

  @Override
  public boolean isRunning() {
    return child != null && child.isAlive();
  }

  /** Creates the topic unless it is there; {@code settings} are topic configurations. */
  public void createTopic(String topic, int partitions, Map<String, String> settings) {
    try (Admin admin = admin()) {
      NewTopic wanted = new NewTopic(topic, partitions, (short) 1).configs(settings);
      admin.createTopics(List.of(wanted)).all().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new PartException("cannot create topic " + topic, e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartException("interrupted while creating topic " + topic, e);
    } catch (Exception e) {
      throw new PartException("cannot create topic " + topic, e);
    }
  }

  public void createTopic(String topic, int partitions) {
    createTopic(topic, partitions, Map.of());
  }

  /** How many records a topic's log holds, transaction marks among them. */
  public long records(String topic) {
    try (Admin admin = admin()) {
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      admin
          .describeTopics(List.of(topic))
          .topicNameValues()
          .get(topic)
          .get(30, TimeUnit.SECONDS)
          .partitions()
          .forEach(
              each -> ends.put(new TopicPartition(topic, each.partition()), OffsetSpec.latest()));
      return admin.listOffsets(ends).all().get(30, TimeUnit.SECONDS).values().stream()
          .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
          .sum();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartException("interrupted while counting " + topic, e);
    } catch (ExecutionException | TimeoutException e) {
      throw new PartException("cannot count the records of " + topic, e);
    }
  }

  public Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 30_000));
  }

  private boolean answers() throws Exception {
    child.requireAlive();
    Map<String, Object> impatient =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 100,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 4_000);
    try (Admin admin = Admin.create(impatient)) {
      return admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).size() == 1;
    }
  }

  private Path writeProperties() {
    String text =
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        log.dirs=%3$s
        auto.create.topics.enable=false
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        broker.heartbeat.interval.ms=500
        broker.session.timeout.ms=3000
        message.max.bytes=16777216
        replica.fetch.max.bytes=16777216
        """
            .formatted(port, controllerPort, directory.resolve("data"));
    Path file = directory.resolve("server.properties");
    try {
      Files.createDirectories(directory);
      return Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new PartException("cannot write " + file, e);
    }
  }
}
