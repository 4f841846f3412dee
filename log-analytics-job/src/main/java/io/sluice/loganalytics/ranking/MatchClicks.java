package io.sluice.loganalytics.ranking;

import io.sluice.common.runtime.StageMetrics;
import io.sluice.loganalytics.quality.MinuteClock;
import io.sluice.loganalytics.quality.StageCounts;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * What stands before the literal sliding windows: puts the events of a search id in order and lets
 * the search and the clicks that count through, each when the watermark has passed its time, and a
 * click ahead of its search together with that. Keyed by search id. The rules are those of {@link
 * SearchBook} for one id at a time, with plain state and a timer for each event: to compare with.
 *
 * <p>State, all of it ended by timers: {@code early}, events whose time has not come; {@code
 * waiting}, clicks until their search comes or for fifteen minutes; {@code remembered}, the start
 * of the search, until the memory for late clicks ends.
 */
final class MatchClicks extends KeyedProcessFunction<String, SearchEvent, SearchEvent> {
  private static final long serialVersionUID = 1L;

  private final long clickMemory;

  private transient ListState<SearchEvent> early;
  private transient ListState<SearchEvent> waiting;
  private transient ValueState<Long> remembered;
  private transient StageMetrics metrics;

  MatchClicks(RankingConfig config) {
    this.clickMemory = config.clickMemory().toMillis();
  }

  @Override
  public void open(OpenContext context) {
    early = getRuntimeContext().getListState(events("early"));
    waiting = getRuntimeContext().getListState(events("waiting"));
    remembered = getRuntimeContext().getState(new ValueStateDescriptor<>("remembered", Types.LONG));
    metrics = new StageMetrics(getRuntimeContext().getMetricGroup(), RankingStage.STAGE);
  }

  private static ListStateDescriptor<SearchEvent> events(String name) {
    return new ListStateDescriptor<>(name, SearchEventSerializer.INSTANCE);
  }

  @Override
  public void processElement(SearchEvent event, Context context, Collector<SearchEvent> out)
      throws Exception {
    metrics.in();
    long watermark = context.timerService().currentWatermark();
    if (!event.click && SearchBook.isJudged(event.ts, watermark)) {
      leaveOut(event, Reasons.LATE_SEARCH, watermark, context);
      return;
    }
    early.add(event);
    context.timerService().registerEventTimeTimer(event.ts);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<SearchEvent> out)
      throws Exception {
    List<SearchEvent> events = listOf(early);
    List<SearchEvent> due = new ArrayList<>(events);
    due.removeIf(event -> event.ts > time);
    due.sort(SearchEvent.IN_ORDER);
    for (SearchEvent event : due) {
      if (event.click) {
        click(event, time, context, out);
      } else {
        search(event, time, context, out);
      }
    }
    if (!due.isEmpty()) {
      events.removeAll(due);
      early.update(events);
    }
    giveUp(time, context);
    if (remembered.value() != null && time >= forgottenAt()) {
      remembered.clear();
    }
  }

  private void search(SearchEvent search, long time, Context context, Collector<SearchEvent> out)
      throws Exception {
    if (remembered.value() != null) {
      leaveOut(search, Reasons.DUPLICATE_SEARCH, time, context);
      return;
    }
    remembered.update(search.ts);
    context.timerService().registerEventTimeTimer(forgottenAt());
    count(search, time, context, out);
    List<SearchEvent> clicks = listOf(waiting);
    for (SearchEvent click : List.copyOf(clicks)) {
      if (givenUpAt(click) >= search.ts) {
        clicks.remove(click);
        count(click, time, context, out);
      }
    }
    waiting.update(clicks);
  }

  private void click(SearchEvent click, long time, Context context, Collector<SearchEvent> out)
      throws Exception {
    Long start = remembered.value();
    if (start == null) {
      waiting.add(click);
      context.timerService().registerEventTimeTimer(givenUpAt(click));
    } else if (click.ts < Firings.of(Firings.slotOf(start))) {
      count(click, time, context, out);
    } else {
      leaveOut(click, Reasons.LATE_CLICK, time, context);
    }
  }

  private void giveUp(long time, Context context) throws Exception {
    List<SearchEvent> clicks = listOf(waiting);
    for (SearchEvent click : List.copyOf(clicks)) {
      if (givenUpAt(click) <= time) {
        clicks.remove(click);
        leaveOut(click, Reasons.ORPHAN_CLICK, time, context);
      }
    }
    waiting.update(clicks);
  }

  /** The time of the last event that may still be compared with the search that is remembered. */
  private long forgottenAt() throws Exception {
    return Firings.of(Firings.slotOf(remembered.value())) + clickMemory - 1;
  }

  private static long givenUpAt(SearchEvent click) {
    return click.ts + Firings.WINDOW - 1;
  }

  private static List<SearchEvent> listOf(ListState<SearchEvent> state) throws Exception {
    List<SearchEvent> events = new ArrayList<>();
    state.get().forEach(events::add);
    return events;
  }

  private void count(SearchEvent event, long time, Context context, Collector<SearchEvent> out) {
    metrics.out();
    StageCounts counts = new StageCounts(RankingStage.STAGE, MinuteClock.minuteOf(time));
    counts.in = 1;
    counts.out = 1;
    context.output(RankingStage.COUNTS, counts);
    out.collect(event);
  }

  private void leaveOut(SearchEvent event, String reason, long time, Context context) {
    metrics.rejected(reason);
    StageCounts counts = new StageCounts(RankingStage.STAGE, MinuteClock.minuteOf(time));
    counts.in = 1;
    counts.reject(reason);
    context.output(RankingStage.COUNTS, counts);
    context.output(RankingStage.LEFT_OUT, event.late(reason));
  }
}
