package io.sluice.benchmarks.input;

/**
 * Some whole lines of a file, each with its line end but maybe the last of the file. Reused by the
 * reader for the next lines.
 */
public final class LineBlock {
  public byte[] bytes = {};
  public int length;

  /** Where the first byte lies in the file. */
  public long offset;
}
