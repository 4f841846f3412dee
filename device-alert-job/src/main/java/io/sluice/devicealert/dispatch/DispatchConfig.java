package io.sluice.devicealert.dispatch;

import io.sluice.common.config.Setting;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsSection;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What may be set about the dispatch.
 *
 * @param backstop how long after its time by the wall clock a decision waits for a watermark that
 *     does not come; zero for ever
 * @param lateness the lag of the watermark
 * @param floodLimit dispatches of a site within {@code floodWindow}, 0 for any number
 */
public record DispatchConfig(
    DispatchRules rules, Duration backstop, Duration lateness, int floodLimit, Duration floodWindow)
    implements Serializable {

  public static final Setting<Duration> REMEMBER =
      Setting.duration("dispatch.remember")
          .atLeast("1m")
          .atMost("30d")
          .defaultsTo("1h")
          .describedAs(
              "How long an alert that is over is remembered, in event time, so that a message about"
                  + " it that comes twice changes nothing.");
  public static final Setting<Duration> BACKSTOP =
      Setting.duration("dispatch.backstop")
          .atLeast("0s")
          .atMost("1d")
          .defaultsTo("1m")
          .describedAs(
              "When all sources have gone silent, event time stands still: how long after its time"
                  + " by the wall clock a dispatch is decided all the same; 0s for never. Only"
                  + " while the sources are idle; plays no part in a replay.");
  public static final Setting<Duration> REMIND_EVERY =
      Setting.duration("dispatch.remind-every")
          .atLeast("0s")
          .atMost("30d")
          .defaultsTo("0s")
          .describedAs("How often an unacknowledged dispatch is repeated as REMIND; 0s for never.");
  public static final Setting<Duration> CHATTER_WINDOW =
      Setting.duration("dispatch.chatter-window")
          .atLeast("0s")
          .atMost("1d")
          .defaultsTo("0s")
          .describedAs(
              "A rule that opens dispatch.chatter-openings times on a device within this time is"
                  + " latched: one alert, until it has been quiet for as long. 1m is usual; 0s for"
                  + " no latch.");
  public static final Setting<Integer> CHATTER_OPENINGS =
      Setting.integer("dispatch.chatter-openings")
          .atLeast("2")
          .atMost("100")
          .defaultsTo("3")
          .describedAs("See dispatch.chatter-window.");
  public static final Setting<Integer> FLOOD_LIMIT =
      Setting.integer("dispatch.flood-limit")
          .atLeast("0")
          .atMost("1000000")
          .defaultsTo("0")
          .describedAs(
              "Dispatches of a site within dispatch.flood-window that go out one by one; the rest"
                  + " goes into one SUMMARY at its end. 0 for all one by one.");
  public static final Setting<Duration> FLOOD_WINDOW =
      Setting.duration("dispatch.flood-window")
          .atLeast("1s")
          .atMost("1d")
          .defaultsTo("10m")
          .describedAs("See dispatch.flood-limit.");

  public static final SettingsSection SECTION =
      new SettingsSection(
          "Dispatch",
          "Who is sent out, when, and when not. Reminders, latch and summaries are off by default.",
          List.of(
              REMEMBER,
              BACKSTOP,
              REMIND_EVERY,
              CHATTER_WINDOW,
              CHATTER_OPENINGS,
              FLOOD_LIMIT,
              FLOOD_WINDOW));

  /**
   * @param lateness of the job's input
   */
  public static DispatchConfig from(Settings settings, Duration lateness) {
    return new DispatchConfig(
        new DispatchRules(
            settings.get(REMEMBER).toMillis(),
            settings.get(REMIND_EVERY).toMillis(),
            settings.get(CHATTER_WINDOW).toMillis(),
            settings.get(CHATTER_OPENINGS)),
        settings.get(BACKSTOP),
        lateness,
        settings.get(FLOOD_LIMIT),
        settings.get(FLOOD_WINDOW));
  }

  /** The same without what the wall clock decides. */
  public DispatchConfig forReplay() {
    return new DispatchConfig(rules, Duration.ZERO, lateness, floodLimit, floodWindow);
  }

  boolean floodControl() {
    return floodLimit > 0;
  }
}
