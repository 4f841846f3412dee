package io.sluice.benchmarks.contest;

import java.util.List;

/**
 * What one contender measured in one round.
 *
 * @param wallNanos from submission to the last output
 * @param cpuNanos of the whole process in that time, compiler and collector included
 * @param records how many the contender worked through
 * @param checkpoints completed
 */
public record Round(long wallNanos, long cpuNanos, long records, long checkpoints) {

  public double recordsPerSecond() {
    return records * 1e9 / wallNanos;
  }

  public double cpuNanosPerRecord() {
    return (double) cpuNanos / records;
  }

  Round withCheckpoints(long completed) {
    return new Round(wallNanos, cpuNanos, records, completed);
  }

  /** The same work in a time taken otherwise. */
  Round lasting(long nanos) {
    return new Round(nanos, cpuNanos, records, checkpoints);
  }

  String line() {
    return wallNanos + " " + cpuNanos + " " + records + " " + checkpoints;
  }

  static Round parse(String line) {
    List<Long> numbers = List.of(line.split(" ", -1)).stream().map(Long::valueOf).toList();
    return new Round(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
  }
}
