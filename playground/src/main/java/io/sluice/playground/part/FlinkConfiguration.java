package io.sluice.playground.part;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the playground's Flink cluster has in conf/. */
record FlinkConfiguration(
    Path directory, int rpcPort, int restPort, FlinkCluster.Size size, Map<String, String> own) {

  /** Goes to standard output, which every child's log file receives. */
  static final String LOGGING =
      """
      rootLogger.level = INFO
      rootLogger.appenderRef.console.ref = console
      appender.console.name = console
      appender.console.type = Console
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = %d{yyyy-MM-dd'T'HH:mm:ss,SSS} %-5p %c{1} - %m%n
      logger.kafka.name = org.apache.kafka
      logger.kafka.level = WARN
      logger.pekko.name = org.apache.pekko
      logger.pekko.level = WARN
      """;

  String yaml() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("jobmanager.rpc.address", "127.0.0.1");
    all.put("jobmanager.rpc.port", Integer.toString(rpcPort));
    all.put("jobmanager.bind-host", "127.0.0.1");
    all.put("jobmanager.memory.process.size", size.jobManagerMiB() + "m");
    all.put("taskmanager.host", "127.0.0.1");
    all.put("taskmanager.bind-host", "127.0.0.1");
    all.put("taskmanager.memory.process.size", size.taskManagerMiB() + "m");
    all.put("taskmanager.numberOfTaskSlots", Integer.toString(size.slotsEach()));
    all.put("taskmanager.load-balance.mode", "SLOTS");
    all.put("rest.address", "127.0.0.1");
    all.put("rest.bind-address", "127.0.0.1");
    all.put("rest.port", Integer.toString(restPort));
    all.put("web.upload.dir", directory.resolve("jars").toString());
    all.put("io.tmp.dirs", directory.resolve("tmp").toString());
    all.put("execution.checkpointing.dir", directory.resolve("checkpoints").toUri().toString());
    all.put(
        "execution.checkpointing.savepoint-dir",
        directory.resolve("savepoints").toUri().toString());
    all.put("heartbeat.interval", "2000");
    // A dead process is noticed by its closed connections, after two heartbeats; the timeout is
    // for silent ones, and a busy machine is silent for longer than one would think.
    all.put("heartbeat.timeout", "30000");
    // Progress lines and tests read metrics over REST; ten seconds of age are too many for both.
    all.put("metrics.fetcher.update-interval", "2000");
    all.putAll(own);
    StringBuilder text = new StringBuilder();
    all.forEach((key, value) -> text.append(key).append(": '").append(value).append("'\n"));
    return text.toString();
  }
}
