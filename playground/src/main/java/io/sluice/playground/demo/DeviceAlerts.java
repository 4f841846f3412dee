package io.sluice.playground.demo;

import io.sluice.playground.cluster.JobArguments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How device alerts is told to run in the embedded world. */
final class DeviceAlerts {
  static final String NAME = "device-alert";
  static final String MODULE = "device-alert-job";

  /** Short, so that decisions are seen soon; the fleet keeps most of its disorder below it. */
  static final Duration LATENESS = Duration.ofSeconds(5);

  /** The job's default. */
  static final Duration MAX_FUTURE = Duration.ofMinutes(5);

  private DeviceAlerts() {}

  static List<String> arguments(
      World world, Places places, Path sequences, DemoOptions.Devices devices) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("kafka.bootstrap-servers", world.broker().bootstrapServers());
    all.put("kafka.group-id", places.devices().job());
    all.putAll(places.deviceSettings(world.postgres()));
    all.put("lateness", LATENESS.toSeconds() + "s");
    all.put("max-future", MAX_FUTURE.toSeconds() + "s");
    all.put("devices.ttl", "10s");
    all.put("cep.sequences", sequences.toString());
    all.put("parallelism", Integer.toString(devices.parallelism()));
    all.put("checkpoint.interval", "2s");
    all.put("checkpoint.directory", world.cluster().checkpoints().toUri().toString());
    all.putAll(devices.settings());
    return JobArguments.of(List.of(), all);
  }
}
