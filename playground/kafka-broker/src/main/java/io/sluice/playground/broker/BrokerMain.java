package io.sluice.playground.broker;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * One Kafka node, broker and controller at once, for a JVM of its own.
 *
 * <p>Takes the path of a server.properties file. Storage is formatted on the first start only, so a
 * second start on the same directory continues with the same log. SIGTERM shuts down in order.
 */
public final class BrokerMain {
  /** Base64 of sixteen fixed bytes: a kept data directory must meet the same cluster again. */
  private static final String CLUSTER_ID = "c2x1aWNlLXBsYXlncm91bg";

  private BrokerMain() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: BrokerMain SERVER.PROPERTIES");
      System.exit(2);
    }
    Path file = Path.of(args[0]);
    String[] format = {
      "format", "--ignore-formatted", "-t", CLUSTER_ID, "-c", file.toAbsolutePath().toString()
    };
    int formatted = StorageTool.execute(format, System.out);
    if (formatted != 0) {
      System.err.println("cannot format the storage named in " + file);
      System.exit(formatted);
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(read(file)), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
    server.startup();
    server.awaitShutdown();
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }
}
