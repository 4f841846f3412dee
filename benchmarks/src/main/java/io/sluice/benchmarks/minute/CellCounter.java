package io.sluice.benchmarks.minute;

import io.sluice.benchmarks.input.LineBlock;
import io.sluice.common.geo.CachedGeoLookup;
import io.sluice.common.geo.MaxMindGeoLookup;
import io.sluice.common.source.RawRecord;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.ParsedLine;
import io.sluice.loganalytics.parse.AccessLogDecoder;
import io.sluice.loganalytics.parse.ByteScan;
import io.sluice.loganalytics.parse.ParseConfig;
import io.sluice.loganalytics.traffic.ClientHash;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.util.Collector;

/**
 * The work itself, the same for the plain loop and for ours: parse a line with the suite's parser,
 * locate its client with the suite's cache, count it. Lines that are no request count nowhere.
 */
final class CellCounter implements Collector<ParsedLine> {
  private static final int ADDRESSES = 1 << 16;

  private final AccessLogDecoder decoder = new AccessLogDecoder(ParseConfig.defaults());
  private final CachedGeoLookup places;
  private CellTable table = new CellTable();

  CellCounter(Path cityFile) {
    places = new CachedGeoLookup(MaxMindGeoLookup.open(cityFile, null), ADDRESSES);
  }

  void add(LineBlock block) {
    int from = 0;
    while (from < block.length) {
      int end = ByteScan.find(block.bytes, from, block.length, '\n');
      byte[] line = Arrays.copyOfRange(block.bytes, from, end);
      decoder.decode(new RawRecord(line, "", 0, block.offset + from, RawRecord.NO_ARRIVAL), this);
      from = end + 1;
    }
  }

  @Override
  public void collect(ParsedLine line) {
    if (line.request != null) {
      add(line.request);
    }
  }

  void add(AccessRequest request) {
    long key =
        CellKey.of(
            request.timestamp,
            places.locate(request.addressHigh, request.addressLow),
            request.status);
    table.get(key).add(request.bodyBytes, ClientHash.of(request.addressHigh, request.addressLow));
  }

  int size() {
    return table.cells().size();
  }

  /** Hands everything counted so far over. */
  List<Cell> drain() {
    List<Cell> cells = table.cells();
    table = new CellTable();
    return cells;
  }

  @Override
  public void close() {}
}
