package io.sluice.loganalytics.ranking;

import io.sluice.loganalytics.traffic.Granularity;
import io.sluice.loganalytics.traffic.WindowCalendar;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Rolls firings up by the time at which searches began, from seconds to months, by merging what the
 * firings say. Keyed by combination. A firing is the only one that judges its five minutes, so
 * seconds and minutes are given out with it and never again; hours and above lie in state ({@code
 * open-levels}) until the last firing that may add to them has passed, and are given out each time
 * they have grown, or, for replays, when they are over.
 */
final class RollUpFirings extends KeyedProcessFunction<String, FiringDelta, NdcgRow> {
  static final ValueStateDescriptor<OpenLevels> OPEN =
      new ValueStateDescriptor<>("open-levels", OpenLevels.Serializer.INSTANCE);

  private static final long serialVersionUID = 1L;
  private static final List<Granularity> KEPT_OPEN =
      List.of(Granularity.HOUR, Granularity.DAY, Granularity.WEEK, Granularity.MONTH);

  private final RankingConfig config;

  private transient ValueState<OpenLevels> state;
  private transient WindowCalendar calendar;

  RollUpFirings(RankingConfig config) {
    this.config = config;
  }

  @Override
  public void open(OpenContext context) {
    state = getRuntimeContext().getState(OPEN);
    calendar = new WindowCalendar(config.zone());
  }

  @Override
  public void processElement(FiringDelta firing, Context context, Collector<NdcgRow> out)
      throws Exception {
    Combination combination = Combination.ofKey(firing.combination());
    long slot = firing.windowEnd() - Firings.WINDOW;
    Map<Long, ScoreSums> minutes = new TreeMap<>();
    firing
        .parts()
        .forEach(
            (offset, sums) -> {
              long start = slot + offset * 1000L;
              if (config.finest() == Granularity.SECOND) {
                give(Granularity.SECOND, start, combination, sums, out);
              }
              long minute = calendar.start(Granularity.MINUTE, start);
              minutes.computeIfAbsent(minute, at -> new ScoreSums()).add(sums);
            });
    minutes.forEach((start, sums) -> give(Granularity.MINUTE, start, combination, sums, out));
    OpenLevels open = state.value();
    if (open == null) {
      open = new OpenLevels();
    }
    merge(minutes, open, combination, out);
    wakeAt(open, context);
    state.update(open);
  }

  private void merge(
      Map<Long, ScoreSums> minutes,
      OpenLevels open,
      Combination combination,
      Collector<NdcgRow> out) {
    for (Granularity granularity : KEPT_OPEN) {
      TreeSet<Long> grown = new TreeSet<>();
      minutes.forEach(
          (minute, sums) -> {
            OpenLevels.Level level = open.at(granularity, minute, calendar);
            level.sums.add(sums);
            grown.add(level.start);
          });
      if (!config.finalRowsOnly()) {
        for (long start : grown) {
          give(granularity, start, combination, open.at(granularity, start, calendar).sums, out);
        }
      }
    }
  }

  private static void wakeAt(OpenLevels open, Context context) {
    long next = open.nextClosing();
    if (next < open.timer) {
      open.timer = next;
      context.timerService().registerEventTimeTimer(next);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<NdcgRow> out) throws Exception {
    OpenLevels open = state.value();
    if (open == null) {
      return;
    }
    Combination combination = Combination.ofKey(context.getCurrentKey());
    open.close(
        time,
        level -> {
          if (config.finalRowsOnly()) {
            give(level.granularity, level.start, combination, level.sums, out);
          }
        });
    if (open.isEmpty()) {
      state.clear();
      return;
    }
    open.timer = OpenLevels.NO_TIMER;
    wakeAt(open, context);
    state.update(open);
  }

  private static void give(
      Granularity granularity,
      long start,
      Combination combination,
      ScoreSums sums,
      Collector<NdcgRow> out) {
    NdcgRow.give(granularity.label(), start, combination, sums, out::collect);
  }
}
