package io.sluice.common.quality;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Adds up measurements by rule and window, judges each window when the watermark has passed its
 * end, in order, and gives out the episodes that begin and end. Windows between two that hold
 * something are judged as empty, for a day of silence at most. Where time stands still, pulses
 * close windows, see {@link StallClock}; what comes after its window was closed counts in the next.
 *
 * <p>Keyed by rule (and subject). State per key: the open windows, each gone when judged; the
 * progress; and for usual-volume at most 168 hours of some weeks. All of it goes when nothing came
 * for longer than the rule remembers, or when its rule is no longer there.
 */
public final class JudgeQuality extends KeyedProcessFunction<String, Measurement, Violation> {
  /** Every window judged, for whoever wants to know why. */
  public static final OutputTag<Judgement> JUDGED =
      new OutputTag<>("quality-judgements", TypeInformation.of(Judgement.class));

  private static final long serialVersionUID = 1L;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final HashMap<String, QualityRule> rules = new HashMap<>();
  private final ZoneId zone;
  private final long patienceMillis;

  private transient MapState<Long, Tally> windows;
  private transient ValueState<Long> windowLength;
  private transient ValueState<RuleProgress> progress;
  private transient MapState<Integer, HourHistory> history;
  private transient StallClock stall;
  private transient Counter opened;
  private transient Counter closed;
  private transient Counter judgedWindows;

  /**
   * @param zone whose hours of the week are compared
   * @param patience how long event time may stand still before the wall clock moves it on
   */
  public JudgeQuality(Collection<QualityRule> rules, ZoneId zone, Duration patience) {
    rules.forEach(rule -> this.rules.put(rule.id(), rule));
    this.zone = zone;
    this.patienceMillis = patience.toMillis();
  }

  @Override
  public void open(OpenContext context) {
    windows =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "quality-windows", Types.LONG, TypeInformation.of(Tally.class)));
    windowLength =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("quality-window-length", Types.LONG));
    progress =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "rule-progress", TypeInformation.of(RuleProgress.class)));
    history =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "usual-volume", Types.INT, TypeInformation.of(HourHistory.class)));
    stall = new StallClock(patienceMillis);
    MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("sluice");
    opened = metrics.counter("quality-episodes-opened");
    closed = metrics.counter("quality-episodes-closed");
    judgedWindows = metrics.counter("quality-windows-judged");
  }

  @Override
  public void processElement(Measurement measured, Context context, Collector<Violation> out)
      throws Exception {
    QualityRule rule = rules.get(measured.rule);
    if (rule == null) {
      // On its way when the job stopped, and the job came back without the rule.
      return;
    }
    if (!measured.isPulse()) {
      adoptWindow(rule, context);
      add(rule, measured, context);
      return;
    }
    long now = context.timerService().currentProcessingTime();
    stall.hear(measured.minute, measured.subtask, measured.subtasks, now);
    long upTo = stall.closedUpTo(context.timerService().currentWatermark(), now);
    if (upTo != Long.MIN_VALUE) {
      adoptWindow(rule, context);
      new Judging(rule, measured.subject, context, out).standStill(upTo);
    }
  }

  private void add(QualityRule rule, Measurement measured, Context context) throws Exception {
    RuleProgress reached = progress.value();
    long horizon = reached == null ? RuleProgress.NONE : reached.horizon;
    if (rule.type() == RuleType.BALANCE && measured.minute < horizon) {
      // The other half of it was counted in a window that is closed.
      return;
    }
    long window = rule.windowOf(Math.max(measured.minute, horizon));
    Tally tally = windows.get(window);
    if (tally == null) {
      tally = new Tally();
      context.timerService().registerEventTimeTimer(window + rule.windowMillis() - 1);
    }
    tally.add(measured);
    windows.put(window, tally);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Violation> out)
      throws Exception {
    String key = context.getCurrentKey();
    QualityRule rule = rules.get(key.substring(0, key.indexOf('/')));
    RuleProgress reached = progress.value();
    if (rule == null || (reached != null && exits(rule, reached, timestamp, context))) {
      windows.clear();
      windowLength.clear();
      progress.clear();
      history.clear();
      return;
    }
    adoptWindow(rule, context);
    new Judging(rule, key.substring(key.indexOf('/') + 1), context, out)
        .over(timestamp + 1 - rule.windowMillis());
  }

  /**
   * The job may have come back with another window for a rule. What is open then goes into the
   * windows that hold its beginning, and these are not judged as whole ones.
   */
  private void adoptWindow(QualityRule rule, Context context) throws Exception {
    Long before = windowLength.value();
    if (before != null && before == rule.windowMillis()) {
      return;
    }
    windowLength.update(rule.windowMillis());
    if (before == null) {
      return;
    }
    long last = rebucket(rule, context);
    RuleProgress reached = progress.value();
    if (reached != null) {
      last = Math.max(last, reached.horizon);
      reached.wholeFrom = Math.max(last + before, rule.windowOf(last) + 1);
      progress.update(reached);
    }
  }

  /** Returns the start of the last window that was open before. */
  private long rebucket(QualityRule rule, Context context) throws Exception {
    long last = Long.MIN_VALUE;
    Map<Long, Tally> moved = new HashMap<>();
    for (Map.Entry<Long, Tally> open : windows.entries()) {
      last = Math.max(last, open.getKey());
      moved.merge(rule.windowOf(open.getKey()), open.getValue(), Tally::plus);
    }
    windows.clear();
    for (Map.Entry<Long, Tally> open : moved.entrySet()) {
      windows.put(open.getKey(), open.getValue());
      context.timerService().registerEventTimeTimer(open.getKey() + rule.windowMillis() - 1);
    }
    return last;
  }

  /** Whether nothing came for longer than the rule remembers; else looks again when that may be. */
  private boolean exits(
      QualityRule rule, RuleProgress reached, long timestamp, OnTimerContext context)
      throws Exception {
    if (reached.exitAt != timestamp) {
      return false;
    }
    long watermark = context.timerService().currentWatermark();
    // From where time is now: a line of 1970 must not be looked at for every hour since.
    long now = watermark > Long.MAX_VALUE - DAY ? timestamp : Math.max(timestamp, watermark);
    long last = reached.horizon + memory(rule);
    if (last <= now && windows.isEmpty()) {
      return true;
    }
    reached.exitAt = Math.max(last, now + HOUR);
    progress.update(reached);
    context.timerService().registerEventTimeTimer(reached.exitAt);
    return false;
  }

  private static long memory(QualityRule rule) {
    int weeks = rule.usual() == null ? 1 : rule.usual().weeks() + 1;
    return weeks * 7 * DAY;
  }

  /** The judging of windows of one key, in order. */
  private final class Judging {
    private final QualityRule rule;
    private final String subject;
    private final Context context;
    private final Collector<Violation> out;
    private final RuleJudge judge;
    private final Episodes episodes;
    private RuleProgress reached;

    Judging(QualityRule rule, String subject, Context context, Collector<Violation> out) {
      this.rule = rule;
      this.subject = subject;
      this.context = context;
      this.out = out;
      this.judge = new RuleJudge(rule);
      this.episodes = new Episodes(rule);
    }

    /** The watermark has passed the end of a window: those before it are judged. */
    void over(long window) throws Exception {
      if (windows.contains(window)) {
        reach(window);
        close(window);
        progress.update(reached);
      }
    }

    /** Time stands still: every window up to now is over, whether it holds something or not. */
    void standStill(long time) throws Exception {
      List<Long> due = new ArrayList<>();
      for (long window : windows.keys()) {
        if (window + rule.windowMillis() <= time) {
          due.add(window);
        }
      }
      Collections.sort(due);
      reach(due.isEmpty() ? rule.windowOf(time) : due.get(0));
      for (long window : due) {
        close(window);
      }
      silence(rule.windowOf(time));
      progress.update(reached);
    }

    private void reach(long firstWindow) throws Exception {
      reached = progress.value();
      if (reached == null) {
        reached = new RuleProgress();
        reached.firstWindow = firstWindow;
        reached.horizon = firstWindow;
        reached.exitAt = firstWindow + memory(rule);
        context.timerService().registerEventTimeTimer(reached.exitAt);
      }
    }

    private void close(long window) throws Exception {
      if (reached.horizon <= DAY) {
        // Minute 0 holds what came before the first readable event: no silence follows it.
        reached.firstWindow = window;
        reached.horizon = window;
      }
      silence(window);
      Tally tally = windows.get(window);
      windows.remove(window);
      boolean atTheEnd = context.timerService().currentWatermark() == Long.MAX_VALUE;
      boolean cutOff = atTheEnd && windows.isEmpty();
      judge(window, tally, isWhole(window) && !cutOff);
      reached.horizon = window + rule.windowMillis();
    }

    private boolean isWhole(long window) {
      return window != reached.firstWindow && window >= reached.wholeFrom;
    }

    /** The windows without a record from the horizon to the next one. */
    private void silence(long next) throws Exception {
      if (rule.type().judgesEmptyWindows()) {
        long until = Math.min(next, reached.horizon + DAY);
        for (long empty = reached.horizon; empty < until; empty += rule.windowMillis()) {
          judge(empty, new Tally(), isWhole(empty));
        }
      }
      reached.horizon = Math.max(reached.horizon, next);
    }

    private void judge(long start, Tally tally, boolean full) throws Exception {
      boolean usual = rule.type() == RuleType.USUAL_VOLUME;
      HourHistory hours = usual ? history.get(UsualVolume.hourOfWeek(start, zone)) : null;
      Judgement judgement = judge.judge(subject, start, tally, full, reached.open, hours);
      context.output(JUDGED, judgement);
      judgedWindows.inc();
      Violation violation = episodes.next(reached, judgement);
      if (violation != null) {
        (violation.action == Violation.Action.OPEN ? opened : closed).inc();
        out.collect(violation);
      }
      if (usual && full) {
        learn(start, tally.total);
      }
    }

    private void learn(long start, long records) throws Exception {
      if (reached.hour.learns(start, records, rule.windowMillis())) {
        int slot = UsualVolume.hourOfWeek(start, zone);
        HourHistory hours = history.get(slot);
        if (hours == null) {
          hours = new HourHistory();
        }
        hours.add(reached.hour, rule.usual().weeks());
        history.put(slot, hours);
      }
    }
  }
}
