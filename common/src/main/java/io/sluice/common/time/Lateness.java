package io.sluice.common.time;

import io.sluice.common.config.Setting;
import io.sluice.common.config.Settings;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The event-time settings of a job and the watermarks made of them. A partition's watermark is the
 * largest timestamp in it, less the tolerance, less one millisecond; timestamps too far ahead of
 * their arrival never count, and records without one (rejects) neither move it nor keep a quiet
 * partition from being taken as idle.
 *
 * @param tolerance the watermark's lag and the whole tolerance for late records at once
 * @param maxFuture how far a timestamp may lie ahead of the record's arrival
 * @param idleness after how long a silent partition no longer holds the others back; zero: never
 */
public record Lateness(Duration tolerance, Duration maxFuture, Duration idleness)
    implements Serializable {

  public static final Setting<Duration> MAX_FUTURE =
      Setting.duration("max-future")
          .atLeast("0s")
          .atMost("365d")
          .defaultsTo("5m")
          .describedAs(
              "How far a timestamp may lie ahead of the record's arrival at the broker. What lies"
                  + " further ahead is flagged and never moves event time. Plays no part in a"
                  + " replay.");

  public static final Setting<Duration> IDLENESS =
      Setting.duration("idleness")
          .atLeast("0s")
          .atMost("1d")
          .defaultsTo("30s")
          .describedAs(
              "How long a partition may be silent before it stops holding back the event time of"
                  + " the others; 0s for never. Plays no part in a replay.");

  /** The key {@code lateness}; how much is right depends on the input of the job. */
  public static Setting<Duration> setting(String defaultText) {
    return Setting.duration("lateness")
        .atLeast("0s")
        .atMost("7d")
        .defaultsTo(defaultText)
        .describedAs(
            "How far a record may lie behind the newest one of its partition or file. The lag of"
                + " the watermark and the whole tolerance at once: what lies further behind is"
                + " late. More tolerates more disorder and makes results that wait for event time"
                + " later by as much.");
  }

  /** From the settings, of which {@code tolerance} is the job's own, see {@link #setting}. */
  public static Lateness from(Settings settings, Setting<Duration> tolerance) {
    return new Lateness(settings.get(tolerance), settings.get(MAX_FUTURE), settings.get(IDLENESS));
  }

  /** The same without what the wall clock decides: files are never idle. */
  public Lateness forReplay() {
    return new Lateness(tolerance, maxFuture, Duration.ZERO);
  }

  public LatenessRule rule() {
    return new LatenessRule(tolerance.toMillis(), maxFuture.toMillis());
  }

  /** The watermarks of a source, to be made per partition or file, inside it. */
  public <T extends EventTimed> WatermarkStrategy<T> watermarks() {
    LatenessRule rule = rule();
    Duration silence = idleness;
    WatermarkStrategy<T> strategy =
        context -> new LatenessWatermarks<>(rule, silence, context.getInputActivityClock());
    return strategy.withTimestampAssigner((event, previous) -> event.timestamp());
  }
}
