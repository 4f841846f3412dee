package io.sluice.devicealert.replay;

import io.sluice.common.config.Setting;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.reject.RejectLineEncoder;
import io.sluice.common.replay.Replay;
import io.sluice.common.replay.ReplayProgress;
import io.sluice.common.replay.ReplaySource;
import io.sluice.common.runtime.JobEnvironment;
import io.sluice.common.sink.RecordEncoder;
import io.sluice.common.sink.SinkPort;
import io.sluice.common.sink.file.JsonLinesSink;
import io.sluice.common.source.SourcePort;
import io.sluice.devicealert.DeviceAlertConfig;
import io.sluice.devicealert.DeviceAlertPipeline;
import io.sluice.devicealert.DeviceAlertPorts;
import io.sluice.devicealert.detect.LateEventEncoder;
import io.sluice.devicealert.device.DeviceLookup;
import io.sluice.devicealert.dispatch.DispatchPorts;
import io.sluice.devicealert.message.AlertEncoder;
import io.sluice.devicealert.message.DispatchEncoder;
import io.sluice.devicealert.message.ExplanationEncoder;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The pipeline over files instead of topics and tables: bounded, in event time, in this JVM. Writes
 * {@code alerts.jsonl}, {@code dispatches.jsonl}, {@code explanations.jsonl}, {@code late.jsonl}
 * and {@code rejects.jsonl} into a folder, anew each time.
 */
public final class DeviceAlertReplay {
  static final Setting<Boolean> CLOUD_EVENTS =
      Setting.bool("replay.cloud-events")
          .defaultsTo("false")
          .describedAs("Write alerts and dispatches as structured CloudEvents.");

  private final Inputs inputs;
  private final Path out;
  private final Settings settings;

  /**
   * Files or folders.
   *
   * @param workOrders empty for none, as are the actions
   */
  public record Inputs(Path events, Optional<Path> workOrders, Optional<Path> actions) {}

  /**
   * @param out folder of the outputs, created if it is not there
   * @param settings of {@link #settings()}
   */
  public DeviceAlertReplay(Inputs inputs, Path out, Settings settings) {
    this.inputs = inputs;
    this.out = out;
    this.settings = settings;
  }

  /** The settings that a replay reads: all but those of the world outside. */
  public static List<Setting<?>> settings() {
    List<Setting<?>> settings =
        new ArrayList<>(SettingsSection.settingsOf(DeviceAlertConfig.SECTIONS));
    settings.add(CLOUD_EVENTS);
    return settings;
  }

  /**
   * @throws NoSuchFileException if an input is not there
   * @throws Exception what made the pipeline fail
   */
  public ReplayProgress run(Consumer<ReplayProgress> listener) throws Exception {
    DeviceAlertConfig config = DeviceAlertConfig.forReplay(settings);
    StreamExecutionEnvironment environment = JobEnvironment.local(config.runtime());
    new DeviceAlertPipeline(config, ports()).build(environment);
    return Replay.run(environment, "replay device-alert", listener);
  }

  private DeviceAlertPorts ports() throws NoSuchFileException {
    boolean cloudEvents = settings.get(CLOUD_EVENTS);
    return new DeviceAlertPorts(
        new ReplaySource(inputs.events()),
        source(inputs.workOrders()),
        source(inputs.actions()),
        null,
        null,
        file("alerts.jsonl", new AlertEncoder(cloudEvents)),
        DeviceAlertPorts.none(),
        file("late.jsonl", new LateEventEncoder()),
        file("rejects.jsonl", new RejectLineEncoder()),
        new DispatchPorts(
            DeviceLookup.inFile(settings).orElse(null),
            file("dispatches.jsonl", new DispatchEncoder(cloudEvents)),
            file("explanations.jsonl", new ExplanationEncoder())));
  }

  private static SourcePort source(Optional<Path> input) throws NoSuchFileException {
    return input.isPresent() ? new ReplaySource(input.get()) : null;
  }

  private <T> SinkPort<T> file(String name, RecordEncoder<T> encoder) {
    return JsonLinesSink.to(out.resolve(name), encoder);
  }
}
