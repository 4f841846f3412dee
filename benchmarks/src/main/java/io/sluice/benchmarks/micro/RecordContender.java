package io.sluice.benchmarks.micro;

import io.sluice.benchmarks.contest.Contender;
import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.Stopwatch;
import io.sluice.benchmarks.contest.Task;
import io.sluice.benchmarks.input.LineBlock;
import io.sluice.benchmarks.input.LineBlockReader;
import io.sluice.loganalytics.parse.ByteScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Works through records that lie in memory, again and again until it has done as many as asked.
 *
 * @param <T> what is made of the lines of the input before the clock starts
 */
abstract class RecordContender<T> implements Contender {
  private List<T> records;

  /** Called before anything else. */
  void open(Task task) throws Exception {}

  /** Makes a record of a line; not timed. */
  abstract T prepare(byte[] line);

  /** Does the work on one record and returns something that depends on the result. */
  abstract long work(T record) throws Exception;

  /** What is left to do at the end of a round; timed. */
  long finish() {
    return 0;
  }

  @Override
  public final Round run(Task task) throws Exception {
    if (records == null) {
      open(task);
      records = read(task.path("input"));
    }
    long left = task.number("lines");
    long sum = 0;
    Stopwatch watch = Stopwatch.start();
    while (left > 0) {
      for (int next = 0; next < records.size() && left > 0; next++, left--) {
        sum += work(records.get(next));
      }
    }
    sum += finish();
    Round round = watch.stop(task.number("lines"), 0);
    Files.writeString(task.path("out"), Long.toString(sum));
    return round;
  }

  private List<T> read(Path path) throws IOException {
    List<T> read = new ArrayList<>();
    try (LineBlockReader reader = new LineBlockReader(path, 0, Files.size(path))) {
      for (LineBlock block = reader.next(); block != null; block = reader.next()) {
        int from = 0;
        while (from < block.length) {
          int end = ByteScan.find(block.bytes, from, block.length, '\n');
          read.add(prepare(Arrays.copyOfRange(block.bytes, from, end)));
          from = end + 1;
        }
      }
    }
    return read;
  }
}
