package io.sluice.common.runtime;

import io.sluice.common.config.BadSetting;
import io.sluice.common.config.PassThrough;
import io.sluice.common.config.Setting;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a job runs, whatever it does. Where a value is absent the cluster's own holds; {@code
 * flink.*} wins over all of it.
 *
 * @param parallelism absent: what the submission or the cluster says
 * @param maxParallelism the number of key groups; fixed for the life of the state
 * @param watermarkInterval how often event time is passed on
 * @param generation the first part of the version that guards upserts, raised for a backfill
 * @param flink Flink options under their own names
 */
public record RuntimeConfig(
    Optional<Integer> parallelism,
    int maxParallelism,
    StateBackend stateBackend,
    Duration watermarkInterval,
    long generation,
    Checkpoints checkpoints,
    Restarts restarts,
    PassThrough flink) {

  /**
   * How state is made safe.
   *
   * @param directory absent: the cluster's
   */
  public record Checkpoints(
      Duration interval,
      Duration timeout,
      Duration minPause,
      int toleratedFailures,
      boolean unaligned,
      Optional<String> directory) {}

  /** How fast a failed job comes back: again and again, each time waiting longer. */
  public record Restarts(
      Duration initialDelay, Duration maxDelay, double multiplier, Duration calmAfter) {}

  public static final Setting<Optional<Integer>> PARALLELISM =
      Setting.integer("parallelism")
          .atLeast("1")
          .atMost("32768")
          .describedAs(
              "Subtasks per operator. Left out, the submission (-p) or the cluster decides.")
          .optional();

  public static final Setting<Integer> MAX_PARALLELISM =
      Setting.integer("max-parallelism")
          .atLeast("1")
          .atMost("32768")
          .defaultsTo("720")
          .describedAs(
              "Key groups, and so the most subtasks the job can ever be scaled to. Cannot be"
                  + " changed once there is state. 720 divides evenly among 2, 3, 4, 5, 6, 8, 9,"
                  + " 10, 12, 15, 16, 18, 20, 24, 30, 36, 40, 48, 60 … subtasks, so that none"
                  + " carries more than the others.");

  public static final Setting<StateBackend> STATE_BACKEND =
      Setting.choice("state-backend", StateBackend.class)
          .defaultsTo("rocksdb")
          .describedAs("Where keyed state lives: on local disk (incremental checkpoints) or heap.");

  public static final Setting<Duration> WATERMARK_INTERVAL =
      Setting.duration("watermark-interval")
          .atLeast("1ms")
          .atMost("1m")
          .defaultsTo("200ms")
          .describedAs("How often event time is passed on.");

  public static final Setting<Long> GENERATION =
      Setting.longInteger("generation")
          .atLeast("0")
          .defaultsTo("0")
          .describedAs(
              "Rows written by a higher generation win over those of a lower one. Raise it for a"
                  + " backfill, and keep it raised afterwards.");

  public static final Setting<Duration> CHECKPOINT_INTERVAL =
      Setting.duration("checkpoint.interval")
          .atLeast("100ms")
          .atMost("1h")
          .defaultsTo("10s")
          .describedAs(
              "Time between checkpoints: how much is worked on again after a failure, and how long"
                  + " records of transactional topics wait for their readers.");

  public static final Setting<Duration> CHECKPOINT_TIMEOUT =
      Setting.duration("checkpoint.timeout")
          .atLeast("1s")
          .atMost("1d")
          .defaultsTo("10m")
          .describedAs(
              "When a checkpoint is given up. Longer than the outages of databases that shall not"
                  + " restart the job: its barrier waits behind the write that is tried again.");

  public static final Setting<Duration> CHECKPOINT_MIN_PAUSE =
      Setting.duration("checkpoint.min-pause")
          .atLeast("0s")
          .atMost("1h")
          .defaultsTo("500ms")
          .describedAs("The least time between the end of a checkpoint and the next one.");

  public static final Setting<Integer> CHECKPOINT_TOLERATED_FAILURES =
      Setting.integer("checkpoint.tolerated-failures")
          .atLeast("0")
          .defaultsTo("10")
          .describedAs("Checkpoints that may fail in a row before the job is restarted.");

  public static final Setting<Boolean> CHECKPOINT_UNALIGNED =
      Setting.bool("checkpoint.unaligned")
          .defaultsTo("false")
          .describedAs(
              "Let barriers overtake records: checkpoints pass under back-pressure, and are"
                  + " larger.");

  public static final Setting<Optional<String>> CHECKPOINT_DIRECTORY =
      Setting.text("checkpoint.directory")
          .matching(
              directory -> directory.matches("[a-zA-Z][a-zA-Z0-9+.-]+:/.*|/.*"),
              "an absolute path or a URI such as file:///… or s3://…")
          .example("s3://bucket/checkpoints")
          .describedAs(
              "Where checkpoints go; every TaskManager must reach it. Left out, the cluster's.")
          .optional();

  public static final Setting<Duration> RESTART_INITIAL_DELAY =
      Setting.duration("restart.initial-delay")
          .atLeast("1ms")
          .atMost("1h")
          .defaultsTo("1s")
          .describedAs("How long the first restart after a failure waits.");

  public static final Setting<Duration> RESTART_MAX_DELAY =
      Setting.duration("restart.max-delay")
          .atLeast("1ms")
          .atMost("1d")
          .defaultsTo("1m")
          .describedAs("How long a restart waits at most. The job never gives up by itself.");

  public static final Setting<Double> RESTART_MULTIPLIER =
      Setting.decimal("restart.multiplier")
          .atLeast("1.1")
          .atMost("10")
          .defaultsTo("2")
          .describedAs("How much longer each further restart waits.");

  public static final Setting<Duration> RESTART_CALM_AFTER =
      Setting.duration("restart.calm-after")
          .atLeast("1s")
          .atMost("1d")
          .defaultsTo("10m")
          .describedAs("After this long without a failure the first delay holds again.");

  public static final Setting<PassThrough> FLINK =
      Setting.passThrough("flink.")
          .describedAs(
              "Any option of Flink's own, under its own name, e.g."
                  + " flink.execution.buffer-timeout.interval. Wins over everything here.");

  public static final List<Setting<?>> SETTINGS =
      List.of(
          PARALLELISM,
          MAX_PARALLELISM,
          STATE_BACKEND,
          WATERMARK_INTERVAL,
          GENERATION,
          CHECKPOINT_INTERVAL,
          CHECKPOINT_TIMEOUT,
          CHECKPOINT_MIN_PAUSE,
          CHECKPOINT_TOLERATED_FAILURES,
          CHECKPOINT_UNALIGNED,
          CHECKPOINT_DIRECTORY,
          RESTART_INITIAL_DELAY,
          RESTART_MAX_DELAY,
          RESTART_MULTIPLIER,
          RESTART_CALM_AFTER,
          FLINK);

  public static RuntimeConfig from(Settings settings) {
    SettingsException.throwIfAny(contradictions(settings));
    return new RuntimeConfig(
        settings.get(PARALLELISM),
        settings.get(MAX_PARALLELISM),
        settings.get(STATE_BACKEND),
        settings.get(WATERMARK_INTERVAL),
        settings.get(GENERATION),
        checkpoints(settings),
        restarts(settings),
        settings.get(FLINK));
  }

  private static Checkpoints checkpoints(Settings settings) {
    return new Checkpoints(
        settings.get(CHECKPOINT_INTERVAL),
        settings.get(CHECKPOINT_TIMEOUT),
        settings.get(CHECKPOINT_MIN_PAUSE),
        settings.get(CHECKPOINT_TOLERATED_FAILURES),
        settings.get(CHECKPOINT_UNALIGNED),
        settings.get(CHECKPOINT_DIRECTORY));
  }

  private static Restarts restarts(Settings settings) {
    return new Restarts(
        settings.get(RESTART_INITIAL_DELAY),
        settings.get(RESTART_MAX_DELAY),
        settings.get(RESTART_MULTIPLIER),
        settings.get(RESTART_CALM_AFTER));
  }

  private static List<BadSetting> contradictions(Settings settings) {
    List<BadSetting> problems = new ArrayList<>();
    int most = settings.get(MAX_PARALLELISM);
    if (settings.get(PARALLELISM).filter(wanted -> wanted > most).isPresent()) {
      problems.add(
          settings.problem(PARALLELISM, "is above max-parallelism", "write at most " + most));
    }
    if (settings.get(RESTART_MAX_DELAY).compareTo(settings.get(RESTART_INITIAL_DELAY)) < 0) {
      problems.add(
          settings.problem(
              RESTART_MAX_DELAY, "is below restart.initial-delay", "write at least as much"));
    }
    return problems;
  }
}
