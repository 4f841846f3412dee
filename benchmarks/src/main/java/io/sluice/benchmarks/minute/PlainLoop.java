package io.sluice.benchmarks.minute;

import io.sluice.benchmarks.contest.Contender;
import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.RowFiles;
import io.sluice.benchmarks.contest.Stopwatch;
import io.sluice.benchmarks.contest.Task;
import io.sluice.benchmarks.input.LineBlock;
import io.sluice.benchmarks.input.LineBlockReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The limit: one thread without a framework that does the same work with the same parser, cache and
 * sketches, holds nothing safe and cannot be killed.
 */
public final class PlainLoop implements Contender {

  @Override
  public Round run(Task task) throws IOException {
    RowFiles.clear(task.path("out"));
    Stopwatch watch = Stopwatch.start();
    CellCounter counter = new CellCounter(task.path("geo"));
    try (LineBlockReader reader =
        new LineBlockReader(task.path("input"), 0, Files.size(task.path("input")))) {
      for (LineBlock block = reader.next(); block != null; block = reader.next()) {
        counter.add(block);
      }
    }
    write(counter, task.path("out"));
    return watch.stop(task.number("lines"), 0);
  }

  private static void write(CellCounter counter, Path folder) throws IOException {
    try (BufferedWriter rows = Files.newBufferedWriter(folder.resolve("rows"))) {
      for (Cell cell : counter.drain()) {
        rows.write(cell.row());
        rows.write('\n');
      }
    }
  }
}
