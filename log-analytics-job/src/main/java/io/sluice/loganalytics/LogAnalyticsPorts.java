package io.sluice.loganalytics;

import io.sluice.common.lookup.LookupTable;
import io.sluice.common.reject.Rejected;
import io.sluice.common.sink.SinkPort;
import io.sluice.common.source.SourcePort;
import io.sluice.loganalytics.clean.CleanPorts;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.Customer;
import io.sluice.loganalytics.quality.LateRecord;
import io.sluice.loganalytics.quality.QualityPorts;
import io.sluice.loganalytics.traffic.TrafficRow;

/**
 * The sources and sinks of the pipeline.
 *
 * @param accessLogs raw access log lines; null where none are read, and then nothing but app events
 * @param requests every request, enriched; reused records, so encode or copy at once
 * @param recentRequests the same stream for a sample that people look at
 * @param traffic rows as they grow; a later one of the same key replaces an earlier one
 * @param quality counts per stage and minute, and what quality rules say
 * @param late what came beyond the tolerance
 * @param rejects what could not be understood
 * @param cleaning where cleaning rules come from and what is told of them
 * @param customers whose request it is, by key; null where nobody is looked up
 * @param appEvents what apps say of searches and orders; null where a deployment has none, and then
 *     no operator of theirs is in the graph
 */
public record LogAnalyticsPorts(
    SourcePort accessLogs,
    SinkPort<AccessRequest> requests,
    SinkPort<AccessRequest> recentRequests,
    SinkPort<TrafficRow> traffic,
    QualityPorts quality,
    SinkPort<LateRecord> late,
    SinkPort<Rejected> rejects,
    CleanPorts cleaning,
    LookupTable<Customer> customers,
    AppPorts appEvents) {

  /** A port that takes nothing, for an output that a deployment does not have. */
  public static <T> SinkPort<T> none() {
    return (stream, id) -> {};
  }
}
