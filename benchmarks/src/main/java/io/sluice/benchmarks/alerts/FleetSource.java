package io.sluice.benchmarks.alerts;

import io.sluice.common.runtime.OperatorId;
import io.sluice.devicealert.event.DeviceEvent;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The events of a fleet as a bounded source, a partition for each reader. Its position is part of
 * every checkpoint.
 */
final class FleetSource
    implements Source<DeviceEvent, FleetSource.Partition, List<FleetSource.Partition>>,
        Serializable {
  private static final long serialVersionUID = 1L;

  /** The tolerance of the job's default settings. */
  static final Duration LATENESS = Duration.ofSeconds(30);

  private final FleetFiles files;
  private final long events;

  /** A partition that is read from a position on. */
  record Partition(int number, long position) implements SourceSplit {
    @Override
    public String splitId() {
      return String.valueOf(number);
    }
  }

  /**
   * @param events of all partitions
   */
  FleetSource(FleetFiles files, long events) {
    this.files = files;
    this.events = events;
  }

  /** The stream, with event time and the watermarks of that tolerance. */
  DataStream<DeviceEvent> attach(StreamExecutionEnvironment environment) {
    return attach(
        environment,
        OperatorId.of("read-events"),
        WatermarkStrategy.<DeviceEvent>forBoundedOutOfOrderness(LATENESS)
            .withTimestampAssigner((event, time) -> event.ts));
  }

  DataStream<DeviceEvent> attach(
      StreamExecutionEnvironment environment,
      OperatorId id,
      WatermarkStrategy<DeviceEvent> watermarks) {
    return environment
        .fromSource(this, watermarks, id.name(), TypeInformation.of(DeviceEvent.class))
        .uid(id.uid());
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<DeviceEvent, Partition> createReader(SourceReaderContext context) {
    return new FleetSourceReader(context, files, events);
  }

  @Override
  public SplitEnumerator<Partition, List<Partition>> createEnumerator(
      SplitEnumeratorContext<Partition> context) {
    List<Partition> partitions = new ArrayList<>();
    for (int each = 0; each < FleetFiles.PARTITIONS; each++) {
      partitions.add(new Partition(each, 0));
    }
    return restoreEnumerator(context, partitions);
  }

  @Override
  public SplitEnumerator<Partition, List<Partition>> restoreEnumerator(
      SplitEnumeratorContext<Partition> context, List<Partition> left) {
    return new FleetEnumerator(context, left);
  }

  @Override
  public SimpleVersionedSerializer<Partition> getSplitSerializer() {
    return new PartitionSerializer();
  }

  @Override
  public SimpleVersionedSerializer<List<Partition>> getEnumeratorCheckpointSerializer() {
    return new PartitionsSerializer();
  }

  private static final class PartitionSerializer implements SimpleVersionedSerializer<Partition> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Partition partition) {
      return ByteBuffer.allocate(12)
          .putInt(partition.number())
          .putLong(partition.position())
          .array();
    }

    @Override
    public Partition deserialize(int version, byte[] bytes) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      return new Partition(in.getInt(), in.getLong());
    }
  }

  private static final class PartitionsSerializer
      implements SimpleVersionedSerializer<List<Partition>> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(List<Partition> partitions) throws IOException {
      ByteBuffer out = ByteBuffer.allocate(12 * partitions.size());
      partitions.forEach(each -> out.putInt(each.number()).putLong(each.position()));
      return out.array();
    }

    @Override
    public List<Partition> deserialize(int version, byte[] bytes) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      List<Partition> partitions = new ArrayList<>();
      while (in.hasRemaining()) {
        partitions.add(new Partition(in.getInt(), in.getLong()));
      }
      return partitions;
    }
  }
}
