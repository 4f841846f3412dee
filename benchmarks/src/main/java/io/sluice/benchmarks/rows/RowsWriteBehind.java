package io.sluice.benchmarks.rows;

import io.sluice.common.config.Settings;
import io.sluice.common.state.StateConfig;
import io.sluice.common.state.WriteBehindOperator;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;

/** Ours, with the settings a job has by default. */
public final class RowsWriteBehind extends RowsContender {

  @Override
  DataStream<Long> watch(KeyedStream<Sample, String> samples) {
    StateConfig config = StateConfig.from(Settings.of(StateConfig.SETTINGS, Map.of()));
    return samples
        .transform(
            "watch devices", Types.LONG, new WriteBehindOperator<>(new WatchDevices(), config))
        .uid("watch-devices");
  }
}
