package io.sluice.benchmarks.alerts;

import io.sluice.benchmarks.contest.Task;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordDecoder;
import io.sluice.common.source.SourcePort;
import io.sluice.devicealert.DeviceAlertPipeline;
import io.sluice.devicealert.DeviceAlertPorts;
import io.sluice.devicealert.dispatch.DispatchPorts;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.DeviceEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * The whole pipeline of the job, from the bytes of JSON objects on: decode, judge lateness, detect,
 * dispatch. Where a topic would be, the texts are made on the spot, which is part of the time;
 * outputs other than alerts go nowhere.
 */
public final class DetectJson extends FlinkContender {

  @Override
  DataStream<String> openings(StreamExecutionEnvironment environment, Task task) {
    List<DataStream<Alert>> alerts = new ArrayList<>();
    DeviceAlertPorts ports =
        new DeviceAlertPorts(
            new Texts(AlertTask.source(task)),
            null,
            null,
            null,
            null,
            (stream, id) -> alerts.add(stream),
            DeviceAlertPorts.none(),
            DeviceAlertPorts.none(),
            DeviceAlertPorts.none(),
            new DispatchPorts(null, Discard.port(), Discard.port()));
    new DeviceAlertPipeline(AlertTask.config(task), ports).build(environment);
    return alerts.get(0).map(Openings::line, Types.STRING).uid("say-openings").name("say openings");
  }

  /** The JSON object of an event. */
  static byte[] json(DeviceEvent event) {
    String text =
        "{\"eventId\":\""
            + event.eventId
            + "\",\"deviceId\":\""
            + event.deviceId
            + "\",\"type\":\""
            + event.type.name()
            + "\",\"code\":\""
            + event.code
            + "\",\"ts\":"
            + event.ts
            + "}";
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private record Texts(FleetSource source) implements SourcePort {
    @Override
    public <T> DataStream<T> attach(
        StreamExecutionEnvironment environment,
        OperatorId id,
        RecordDecoder<T> decoder,
        WatermarkStrategy<T> watermarks) {
      return source
          .attach(environment, OperatorId.of("make-events"), WatermarkStrategy.noWatermarks())
          .flatMap(new Decode<>(decoder), decoder.producedType())
          .uid(id.uid())
          .name(id.name())
          .assignTimestampsAndWatermarks(watermarks)
          .uid("assign-time")
          .name("assign time");
    }
  }

  private static final class Decode<T> extends RichFlatMapFunction<DeviceEvent, T> {
    private static final long serialVersionUID = 1L;

    private final RecordDecoder<T> decoder;

    Decode(RecordDecoder<T> decoder) {
      this.decoder = decoder;
    }

    @Override
    public void open(OpenContext context) {
      decoder.open(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void flatMap(DeviceEvent event, Collector<T> out) {
      decoder.decode(
          new RawRecord(
              json(event), "device-events", event.partition, event.offset, RawRecord.NO_ARRIVAL),
          out);
    }
  }
}
