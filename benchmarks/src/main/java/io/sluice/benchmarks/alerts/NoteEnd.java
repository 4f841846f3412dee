package io.sluice.benchmarks.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Passes everything on and notes when there is no more: a job itself ends only with the checkpoint
 * behind that, for which it waits up to an interval.
 */
final class NoteEnd extends AbstractStreamOperator<String>
    implements OneInputStreamOperator<String, String>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final String path;

  NoteEnd(Path path) {
    this.path = path.toString();
  }

  /** When the last of so many subtasks had had everything, epoch milliseconds. */
  static long read(Path path, int subtasks) throws IOException {
    long last = 0;
    for (int subtask = 0; subtask < subtasks; subtask++) {
      last = Math.max(last, Long.parseLong(Files.readString(of(path.toString(), subtask))));
    }
    return last;
  }

  private static Path of(String path, int subtask) {
    return Path.of(path + ".end-" + subtask);
  }

  @Override
  public void processElement(StreamRecord<String> element) {
    output.collect(element);
  }

  @Override
  public void endInput() throws IOException {
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    Files.writeString(of(path, subtask), String.valueOf(System.currentTimeMillis()));
  }
}
