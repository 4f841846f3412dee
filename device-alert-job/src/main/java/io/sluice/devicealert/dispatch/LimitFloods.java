package io.sluice.devicealert.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets so many dispatches of a site through in each window, the first in the order of their times
 * and then of their ids; the rest goes into one SUMMARY at the window's end. What is owed for an
 * alert that was only summarised is not sent either: nobody was sent for it by itself.
 *
 * <p>Messages wait until the watermark passes their time, so that which are first does not depend
 * on the order of arrival. While the sources are silent no watermark comes: what the wall clock has
 * decided goes on at once, and a summary when its window is over by the wall clock. State per site:
 * messages of times not passed, the count of the window, and the alerts spared, each until the
 * dispatch says that it is over. Only {@link LimitFloodsOperator} runs it.
 */
final class LimitFloods extends KeyedProcessFunction<String, Dispatch, Dispatch> {
  private static final long serialVersionUID = 1L;
  static final String FLOOD = "FLOOD";
  private static final long RETRY = 5_000;
  private static final Comparator<Dispatch> IN_ORDER =
      Comparator.comparingLong((Dispatch dispatch) -> dispatch.ts)
          .thenComparing(dispatch -> dispatch.action)
          .thenComparing(dispatch -> dispatch.dispatchId);

  private final int limit;
  private final long window;
  private final long backstop;

  private transient MapState<String, Dispatch> waiting;
  private transient ValueState<Flood> floods;
  private transient boolean idle;

  /**
   * @param backstop how long after its end by the wall clock a window waits for a watermark that
   *     does not come; zero for ever
   */
  LimitFloods(int limit, Duration window, Duration backstop) {
    this.limit = limit;
    this.window = window.toMillis();
    this.backstop = backstop.toMillis();
  }

  static String site(Dispatch dispatch) {
    return dispatch.site == null ? "" : dispatch.site;
  }

  void idle(boolean silent) {
    idle = silent;
  }

  @Override
  public void open(OpenContext context) {
    waiting =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "waiting-dispatches", Types.STRING, TypeInformation.of(Dispatch.class)));
    floods =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("flood", TypeInformation.of(Flood.class)));
  }

  @Override
  public void processElement(Dispatch dispatch, Context context, Collector<Dispatch> out)
      throws Exception {
    waiting.put(dispatch.dispatchId, dispatch);
    if (dispatch.byTheWall || dispatch.ts <= context.timerService().currentWatermark()) {
      advance(site(dispatch), dispatch.ts, context, out);
    } else {
      context.timerService().registerEventTimeTimer(dispatch.ts);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Dispatch> out) throws Exception {
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      advance(context.getCurrentKey(), time, context, out);
    } else if (floods.value() != null) {
      Flood flood = floods.value();
      flood.wallTimer = 0;
      if (idle) {
        close(flood, flood.windowStart + window, context.getCurrentKey(), out);
      }
      watchTheWall(flood, RETRY, context);
      floods.update(flood);
    }
  }

  private void advance(String site, long time, Context context, Collector<Dispatch> out)
      throws Exception {
    Flood flood = floods.value() == null ? new Flood() : floods.value();
    close(flood, time, site, out);
    for (Dispatch dispatch : due(time)) {
      pass(flood, dispatch, context, out);
      waiting.remove(dispatch.dispatchId);
    }
    if (flood.empty() && time >= flood.windowStart + window) {
      floods.clear();
    } else {
      watchTheWall(flood, flood.windowStart + window - time + backstop, context);
      floods.update(flood);
    }
  }

  private List<Dispatch> due(long time) throws Exception {
    List<Dispatch> due = new ArrayList<>();
    for (Dispatch dispatch : waiting.values()) {
      if (dispatch.ts <= time) {
        due.add(dispatch);
      }
    }
    due.sort(IN_ORDER);
    return due;
  }

  private void pass(Flood flood, Dispatch dispatch, Context context, Collector<Dispatch> out) {
    if (dispatch.action != DispatchAction.DISPATCH) {
      boolean spared =
          dispatch.action == DispatchAction.REMIND
              ? flood.spared.contains(dispatch.alertId)
              : flood.spared.remove(dispatch.alertId);
      if (!spared && !dispatch.unsaid) {
        out.collect(dispatch);
      }
      return;
    }
    begin(flood, dispatch.ts, context);
    if (flood.dispatched++ < limit) {
      out.collect(dispatch);
      return;
    }
    flood.summarised.add(dispatch.alertId);
    flood.spared.add(dispatch.alertId);
    if (flood.severity == null || dispatch.severity.compareTo(flood.severity) > 0) {
      flood.severity = dispatch.severity;
    }
  }

  private void begin(Flood flood, long ts, Context context) {
    long start = Math.floorDiv(ts, window) * window;
    if (start > flood.windowStart) {
      flood.windowStart = start;
      flood.dispatched = 0;
      flood.summaries = 0;
      context.timerService().registerEventTimeTimer(start + window);
    }
  }

  /** One timer stands as long as there is something to sum up; it looks whether all is silent. */
  private void watchTheWall(Flood flood, long wait, Context context) {
    if (backstop > 0 && !flood.summarised.isEmpty() && flood.wallTimer == 0) {
      flood.wallTimer = context.timerService().currentProcessingTime() + Math.max(wait, RETRY);
      context.timerService().registerProcessingTimeTimer(flood.wallTimer);
    }
  }

  private void close(Flood flood, long time, String site, Collector<Dispatch> out) {
    if (flood.summarised.isEmpty() || time < flood.windowStart + window) {
      return;
    }
    flood.summaries++;
    Dispatch summary = new Dispatch();
    summary.action = DispatchAction.SUMMARY;
    summary.ts = flood.windowStart + window;
    summary.dispatchId = "site:" + site + ":SUMMARY:" + flood.windowStart;
    if (flood.summaries > 1) {
      summary.dispatchId += ":" + flood.summaries;
    }
    summary.site = site;
    summary.reason = FLOOD;
    summary.severity = flood.severity;
    summary.dispatches = flood.summarised.size();
    summary.evidence = List.copyOf(flood.summarised);
    out.collect(summary);
    flood.summarised.clear();
    flood.severity = null;
  }
}
