package io.sluice.benchmarks.rows;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;

/** Flink's own operator on RocksDB: reads and writes the row with every sample. */
public class RowsPerEvent extends RowsContender {

  @Override
  final DataStream<Long> watch(KeyedStream<Sample, String> samples) {
    return samples.process(new WatchDevices(), Types.LONG).uid("watch-devices");
  }
}
