package io.sluice.loganalytics;

import io.sluice.common.reject.Rejected;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.ParsedLine;
import io.sluice.loganalytics.quality.LateRecord;
import io.sluice.loganalytics.quality.QualityConfig;
import io.sluice.loganalytics.quality.StageCounts;
import io.sluice.loganalytics.quality.WatchQuality;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What all inputs of the pipeline give to the same outputs: rejects, late records, and counts for
 * the quality. Gathered while the graph is built, attached once.
 */
final class SharedOutputs {
  private final QualityConfig quality;
  private final LogAnalyticsPorts ports;
  private final List<DataStream<Rejected>> rejects = new ArrayList<>();
  private final List<DataStream<LateRecord>> late = new ArrayList<>();
  private final List<DataStream<StageCounts>> counts = new ArrayList<>();
  private final List<List<String>> flows = new ArrayList<>();
  private DataStream<ParsedLine> lines;
  private DataStream<AccessRequest> requests;

  SharedOutputs(QualityConfig quality, LogAnalyticsPorts ports) {
    this.quality = quality;
    this.ports = ports;
  }

  void reject(DataStream<Rejected> rejected) {
    rejects.add(rejected);
  }

  void late(DataStream<LateRecord> records) {
    late.add(records);
  }

  void count(DataStream<StageCounts> counted) {
    counts.add(counted);
  }

  /** The stages of an input in the order in which a record passes them. */
  void flow(List<String> stages) {
    flows.add(stages);
  }

  /** The input whose silence and whose fields quality rules may ask about. */
  void watch(
      DataStream<ParsedLine> read, DataStream<AccessRequest> understood, List<String> stages) {
    lines = read;
    requests = understood;
    flow(stages);
  }

  void attach() {
    ports.rejects().attach(union(rejects), OperatorIds.WRITE_REJECTS);
    if (!late.isEmpty()) {
      ports.late().attach(union(late), OperatorIds.WRITE_LATE);
    }
    new WatchQuality(quality, ports.quality(), flows).attach(lines, requests, union(counts));
  }

  private static <T> DataStream<T> union(List<DataStream<T>> streams) {
    return streams.stream().reduce((one, other) -> one.union(other)).orElseThrow();
  }
}
