package io.sluice.common.replay;

import io.sluice.common.runtime.OperatorId;
import io.sluice.common.source.RecordDecoder;
import io.sluice.common.source.SourcePort;
import io.sluice.common.source.file.FileRecordSource;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The files of a replay, counted as they are read. */
public final class ReplaySource implements SourcePort {
  private final FileRecordSource files;

  /**
   * @param input a file or a folder
   * @throws NoSuchFileException if there is none
   */
  public ReplaySource(Path input) throws NoSuchFileException {
    files = new FileRecordSource(input);
  }

  @Override
  public <T> DataStream<T> attach(
      StreamExecutionEnvironment environment,
      OperatorId id,
      RecordDecoder<T> decoder,
      WatermarkStrategy<T> watermarks) {
    DataStream<T> records = files.attach(environment, id, decoder, watermarks);
    return records
        .map(new CountProgress<T>())
        .returns(decoder.producedType())
        .setParallelism(records.getParallelism())
        .uid(id.uid() + "-progress")
        .name(id.name() + " progress");
  }
}
