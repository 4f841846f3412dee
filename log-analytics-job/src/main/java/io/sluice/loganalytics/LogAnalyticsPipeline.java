package io.sluice.loganalytics;

import io.sluice.common.lookup.LookUpRows;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.state.PreAggregate;
import io.sluice.common.state.PreAggregation;
import io.sluice.common.time.JudgeLateness;
import io.sluice.loganalytics.appevent.AppEventStages;
import io.sluice.loganalytics.clean.CleanRequests;
import io.sluice.loganalytics.clean.CleanStage;
import io.sluice.loganalytics.enrich.EnrichRequests;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.ParsedLine;
import io.sluice.loganalytics.lookup.NameCustomer;
import io.sluice.loganalytics.parse.AccessLogDecoder;
import io.sluice.loganalytics.parse.SplitLines;
import io.sluice.loganalytics.quality.LateRecord;
import io.sluice.loganalytics.quality.ListClosedWindows;
import io.sluice.loganalytics.quality.ListLateRequests;
import io.sluice.loganalytics.quality.WatchQuality;
import io.sluice.loganalytics.ranking.RankingStage;
import io.sluice.loganalytics.traffic.AggregateTraffic;
import io.sluice.loganalytics.traffic.MergeTraffic;
import io.sluice.loganalytics.traffic.TrafficDelta;
import io.sluice.loganalytics.traffic.TrafficRow;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Access logs to enriched requests and live traffic figures; app events to what searches and sales
 * are judged by.
 *
 * <pre>
 * access-logs ─ parse (in the source, per partition) ─ judge lateness ─ split ─┬─ rejected ─▶ rejects
 *                                  │                                           │
 *                                  │                                         clean ─ rejected ─▶ rejects
 *                                  └─ count ──────────────┐                    │
 *                                                         ├───────── count ────┤ ◀ cleaning-rules (CleanStage)
 *                                                         │                 enrich
 *                                                         │             look customers up
 *                                                         │                    ├──────────▶ requests, recent requests
 *                                                         ├───────── count ────┤
 *                                            merge per stage and minute        ├─ late ───▶ late
 *                                                         │                    │
 *                                               judge by quality rules    aggregate per second
 *                                                         ▼                    │
 *                                                      quality                 │ keyBy dimension
 *                                                                           merge ────────▶ traffic
 *                                                                              └ closed window ▶ late
 *
 * app-events ─ parse, judge lateness, split, enrich (AppEventStages) ─┬─ searches, clicks ─┬─▶ search-clean
 *                                │                                    │                    └ RankingStage ─▶ ndcg, roll-up
 *                                │                                    └─ orders ─────────────▶ orders-clean
 *                                └─ rejected ▶ rejects, counts ▶ merge per stage and minute, late ▶ late
 * </pre>
 *
 * Everything before {@code keyBy} is chained to its source and as parallel as it is. Each input may
 * be missing, and nothing of it is in the graph then.
 */
public final class LogAnalyticsPipeline {
  private static final int MOST_DELTAS = 100_000;

  private final LogAnalyticsConfig config;
  private final LogAnalyticsPorts ports;

  public LogAnalyticsPipeline(LogAnalyticsConfig config, LogAnalyticsPorts ports) {
    this.config = config;
    this.ports = ports;
  }

  /** Builds the graph; somebody else executes it. */
  public void build(StreamExecutionEnvironment environment) {
    SharedOutputs shared = new SharedOutputs(config.quality(), ports);
    if (ports.accessLogs() != null) {
      buildAccessLogs(environment, shared);
    }
    if (ports.appEvents() != null) {
      buildAppEvents(environment, shared);
    }
    shared.attach();
  }

  private void buildAccessLogs(StreamExecutionEnvironment environment, SharedOutputs shared) {
    DataStream<ParsedLine> lines =
        ports
            .accessLogs()
            .attach(
                environment,
                OperatorIds.READ_ACCESS_LOGS,
                new AccessLogDecoder(config.parse(), config.accessLogs()),
                config.lateness().watermarks());
    DataStream<ParsedLine> judged =
        JudgeLateness.of(
            lines, config.lateness(), AccessLogDecoder.STAGE, OperatorIds.JUDGE_LATENESS);
    SingleOutputStreamOperator<AccessRequest> parsed =
        beside(judged, judged.process(new SplitLines()), OperatorIds.SPLIT_LINES);
    shared.reject(parsed.getSideOutput(SplitLines.REJECTED));
    SingleOutputStreamOperator<AccessRequest> cleaned =
        new CleanStage(config.clean(), ports.cleaning(), config.traffic().finalRowsOnly())
            .attach(parsed);
    shared.reject(cleaned.getSideOutput(CleanRequests.REJECTED));

    DataStream<AccessRequest> enriched =
        beside(
            cleaned,
            cleaned.process(new EnrichRequests(config.enrich())),
            OperatorIds.ENRICH_REQUESTS);
    DataStream<AccessRequest> requests = withCustomers(enriched);
    ports.requests().attach(requests, OperatorIds.WRITE_REQUESTS);
    ports.recentRequests().attach(requests, OperatorIds.WRITE_RECENT_REQUESTS);

    SingleOutputStreamOperator<TrafficRow> traffic = traffic(requests);
    ports.traffic().attach(traffic, OperatorIds.WRITE_TRAFFIC);
    shared.late(late(requests, traffic));
    shared.watch(judged, requests, flow());
    shared.count(WatchQuality.countLines(judged));
    shared.count(cleaned.getSideOutput(CleanRequests.COUNTS));
    shared.count(WatchQuality.countRequests(enriched, requests));
  }

  private void buildAppEvents(StreamExecutionEnvironment environment, SharedOutputs shared) {
    // What was said of orders, events.orders(), is what sales are made of.
    AppEventStages.Streams events =
        new AppEventStages(config.appEvents(), ports.appEvents().events()).attach(environment);
    shared.reject(events.rejects());
    shared.count(events.counts());
    shared.flow(AppEventStages.FLOW);
    RankingStage.Streams ranking =
        new RankingStage(config.ranking(), ports.appEvents().ranking()).attach(events.searches());
    shared.late(ranking.late());
    shared.count(ranking.counts());
  }

  /** The stages in the order in which a request passes them. */
  private List<String> flow() {
    return ports.customers() == null
        ? List.of("parse", "clean", "enrich", "traffic")
        : List.of("parse", "clean", "enrich", "lookup", "traffic");
  }

  /** Not in the graph at all where nobody is looked up. */
  private DataStream<AccessRequest> withCustomers(DataStream<AccessRequest> requests) {
    if (ports.customers() == null) {
      return requests;
    }
    return beside(
        requests,
        requests.transform(
            OperatorIds.LOOK_UP_CUSTOMERS.name(),
            requests.getType(),
            new LookUpRows<>(
                NameCustomer.STAGE, ports.customers(), new NameCustomer(config.customerKey()))),
        OperatorIds.LOOK_UP_CUSTOMERS);
  }

  private SingleOutputStreamOperator<TrafficRow> traffic(DataStream<AccessRequest> requests) {
    DataStream<TrafficDelta> deltas =
        preAggregate(
            requests,
            new AggregateTraffic(config.privacy()),
            config.aggregateInterval(),
            MOST_DELTAS,
            TypeInformation.of(TrafficDelta.class),
            OperatorIds.AGGREGATE_TRAFFIC);
    return deltas
        .keyBy(TrafficDelta::key)
        .transform(
            OperatorIds.MERGE_TRAFFIC.name(),
            TypeInformation.of(TrafficRow.class),
            new MergeTraffic(config.traffic()))
        .uid(OperatorIds.MERGE_TRAFFIC.uid());
  }

  private static DataStream<LateRecord> late(
      DataStream<AccessRequest> requests, SingleOutputStreamOperator<TrafficRow> traffic) {
    DataStream<LateRecord> lateRequests =
        beside(requests, requests.flatMap(new ListLateRequests()), OperatorIds.LIST_LATE_REQUESTS);
    DataStream<TrafficDelta> closed = traffic.getSideOutput(MergeTraffic.CLOSED_WINDOW);
    return lateRequests.union(
        beside(closed, closed.flatMap(new ListClosedWindows()), OperatorIds.LIST_CLOSED_WINDOWS));
  }

  private static <I, O> DataStream<O> preAggregate(
      DataStream<I> stream,
      PreAggregation<I, O> aggregation,
      Duration interval,
      int maxEntries,
      TypeInformation<O> type,
      OperatorId id) {
    return beside(
        stream,
        stream.transform(id.name(), type, new PreAggregate<>(aggregation, interval, maxEntries)),
        id);
  }

  /** As parallel as what it follows, so that it is chained to it and nothing is re-balanced. */
  private static <T> SingleOutputStreamOperator<T> beside(
      DataStream<?> before, SingleOutputStreamOperator<T> operator, OperatorId id) {
    return operator.setParallelism(before.getParallelism()).uid(id.uid()).name(id.name());
  }
}
