package io.sluice.benchmarks.alerts;

import io.sluice.devicealert.event.DeviceEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/** Reads one partition in the thread of the task, some events at a time. */
final class FleetSourceReader implements SourceReader<DeviceEvent, FleetSource.Partition> {
  private static final int AT_ONCE = 32;

  private final SourceReaderContext context;
  private final FleetFiles files;
  private final long events;
  private final CompletableFuture<Void> available = new CompletableFuture<>();

  private int partition;
  private FleetReader reader;

  FleetSourceReader(SourceReaderContext context, FleetFiles files, long events) {
    this.context = context;
    this.files = files;
    this.events = events;
  }

  @Override
  public void start() {
    if (reader == null) {
      context.sendSplitRequest();
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<DeviceEvent> output) {
    if (reader == null) {
      return available.isDone() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    for (int each = 0; each < AT_ONCE && reader.hasNext(); each++) {
      DeviceEvent event = reader.next();
      output.collect(event, event.ts);
    }
    return reader.hasNext() ? InputStatus.MORE_AVAILABLE : InputStatus.END_OF_INPUT;
  }

  @Override
  public List<FleetSource.Partition> snapshotState(long checkpointId) {
    return reader == null
        ? List.of()
        : List.of(new FleetSource.Partition(partition, reader.position()));
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public void addSplits(List<FleetSource.Partition> splits) {
    FleetSource.Partition split = splits.get(0);
    partition = split.number();
    try {
      long end = FleetFiles.inPartition(events, partition);
      reader = new FleetReader(files, partition, split.position(), end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    available.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    available.complete(null);
  }

  @Override
  public void close() {}
}
