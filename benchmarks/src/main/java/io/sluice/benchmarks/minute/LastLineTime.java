package io.sluice.benchmarks.minute;

import io.sluice.benchmarks.input.LineBlock;
import io.sluice.common.source.RawRecord;
import io.sluice.loganalytics.event.ParsedLine;
import io.sluice.loganalytics.parse.AccessLogDecoder;
import io.sluice.loganalytics.parse.ParseConfig;
import java.util.Arrays;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.util.Collector;

/**
 * The time of a block for the watermark: that of its last line, at most that of its latest. Lines
 * that say no time leave the watermark where it was.
 */
final class LastLineTime implements TimestampAssigner<LineBlock>, Collector<ParsedLine> {
  private final AccessLogDecoder decoder = new AccessLogDecoder(ParseConfig.defaults());
  private long time = Long.MIN_VALUE;

  @Override
  public long extractTimestamp(LineBlock block, long recordTimestamp) {
    int start = block.length - 1;
    while (start > 0 && block.bytes[start - 1] != '\n') {
      start--;
    }
    byte[] line = Arrays.copyOfRange(block.bytes, start, block.length);
    decoder.decode(new RawRecord(line, "", 0, block.offset + start, RawRecord.NO_ARRIVAL), this);
    return time;
  }

  @Override
  public void collect(ParsedLine line) {
    if (line.request != null) {
      time = Math.max(time, line.request.timestamp);
    }
  }

  @Override
  public void close() {}
}
