package io.sluice.benchmarks.input;

import java.io.Serializable;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A range of the file.
 *
 * @param number the splits in the order of the file
 * @param from begins a line once reading has begun
 * @param started whether reading has begun
 */
record LineBlockSplit(int number, long from, long to, boolean started)
    implements SourceSplit, Serializable {
  @Override
  public String splitId() {
    return String.valueOf(number);
  }
}
