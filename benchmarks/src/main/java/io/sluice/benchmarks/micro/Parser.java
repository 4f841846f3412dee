package io.sluice.benchmarks.micro;

import io.sluice.common.source.RawRecord;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.ParsedLine;
import io.sluice.loganalytics.parse.AccessLogDecoder;
import io.sluice.loganalytics.parse.ParseConfig;
import org.apache.flink.util.Collector;

/** The suite's decoder as a function from a line to a request, which is reused. */
final class Parser implements Collector<ParsedLine> {
  private final AccessLogDecoder decoder = new AccessLogDecoder(ParseConfig.defaults());
  private AccessRequest request;

  AccessRequest parse(byte[] line) {
    decoder.decode(new RawRecord(line, "access-logs", 0, 0, RawRecord.NO_ARRIVAL), this);
    return request;
  }

  @Override
  public void collect(ParsedLine line) {
    request = line.request;
  }

  @Override
  public void close() {}
}
