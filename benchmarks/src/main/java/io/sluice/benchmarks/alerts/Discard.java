package io.sluice.benchmarks.alerts;

import io.sluice.common.sink.SinkPort;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Where an output goes that is made but not looked at. */
final class Discard {
  private Discard() {}

  static <T> SinkPort<T> port() {
    return (stream, id) -> stream.sinkTo(new DiscardingSink<>()).uid(id.uid()).name(id.name());
  }
}
