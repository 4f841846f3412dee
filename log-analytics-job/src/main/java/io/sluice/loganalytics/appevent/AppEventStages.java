package io.sluice.loganalytics.appevent;

import io.sluice.common.reject.Rejected;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.time.JudgeLateness;
import io.sluice.loganalytics.OperatorIds;
import io.sluice.loganalytics.quality.StageCounts;
import io.sluice.loganalytics.quality.WatchQuality;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What happens to app events before anybody makes figures of them.
 *
 * <pre>
 * app-events ─ parse (in the source, per partition) ─ judge lateness ─ split ─┬─ rejected ─▶ (rejects)
 *                                      │                                  complete region and city
 *                                      └ counts ▶                             ├─ counts ▶
 *                                                                             ├─ searches, clicks ─▶ searches
 *                                                                             └─ orders ───────────▶ orders
 * </pre>
 *
 * All of it is chained to the source and as parallel as it is.
 */
public final class AppEventStages {
  /** The stages in the order in which an event passes them. */
  public static final List<String> FLOW = List.of(AppEventDecoder.STAGE, LocateClients.STAGE);

  private final AppEventsConfig config;
  private final AppEventPorts ports;

  public AppEventStages(AppEventsConfig config, AppEventPorts ports) {
    this.config = config;
    this.ports = ports;
  }

  /**
   * What comes out, apart from what the ports took.
   *
   * @param searches searches and clicks, late ones too, marked
   * @param orders what was said of orders, late ones too, marked
   */
  public record Streams(
      DataStream<AppEvent> searches,
      DataStream<Order> orders,
      DataStream<Rejected> rejects,
      DataStream<StageCounts> counts) {}

  /** Attaches the stages with their ports; what comes out besides is the caller's. */
  public Streams attach(StreamExecutionEnvironment environment) {
    DataStream<AppEvent> judged = read(environment);
    SingleOutputStreamOperator<AppEvent> events =
        beside(judged, judged.process(new SplitAppEvents()), OperatorIds.SPLIT_APP_EVENTS);
    DataStream<AppEvent> located =
        beside(
            events, events.map(new LocateClients(config.enrich())), OperatorIds.LOCATE_APP_CLIENTS);
    DataStream<AppEvent> searches =
        beside(
            located,
            located.filter(event -> event.type != AppEventType.ORDER),
            OperatorIds.SELECT_SEARCHES);
    DataStream<AppEvent> orders =
        beside(
            located,
            located.filter(event -> event.type == AppEventType.ORDER),
            OperatorIds.SELECT_ORDERS);
    ports.searches().attach(searches, OperatorIds.WRITE_SEARCH_CLEAN);
    ports.orders().attach(orders, OperatorIds.WRITE_ORDERS_CLEAN);
    return new Streams(
        searches,
        beside(orders, orders.map(Order::of), OperatorIds.TYPE_ORDERS),
        events.getSideOutput(SplitAppEvents.REJECTED),
        counts(judged, located));
  }

  private DataStream<AppEvent> read(StreamExecutionEnvironment environment) {
    DataStream<AppEvent> events =
        ports
            .appEvents()
            .attach(
                environment,
                OperatorIds.READ_APP_EVENTS,
                new AppEventDecoder(config.source()),
                config.lateness().watermarks());
    return JudgeLateness.of(
        events, config.lateness(), AppEventDecoder.STAGE, OperatorIds.JUDGE_EVENT_LATENESS);
  }

  private static DataStream<StageCounts> counts(
      DataStream<AppEvent> judged, DataStream<AppEvent> located) {
    return WatchQuality.counts(
            judged, new CountAppEvents(AppEventDecoder.STAGE), OperatorIds.COUNT_PARSED_EVENTS)
        .union(
            WatchQuality.counts(
                located,
                new CountAppEvents(LocateClients.STAGE),
                OperatorIds.COUNT_LOCATED_EVENTS));
  }

  /** As parallel as what it follows, so that it is chained to it and nothing is re-balanced. */
  private static <T> SingleOutputStreamOperator<T> beside(
      DataStream<?> before, SingleOutputStreamOperator<T> operator, OperatorId id) {
    return operator.setParallelism(before.getParallelism()).uid(id.uid()).name(id.name());
  }
}
