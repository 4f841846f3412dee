package io.sluice.devicealert.sequence;

import java.io.Serializable;

/**
 * What the sequences need to know.
 *
 * @param tolerance L in milliseconds
 * @param maxEvents the most events of one device that flink-cep is told within the longest window,
 *     and the most that wait for their turn
 * @param wallClock whether the clock on the wall has a say; not in a replay
 */
public record SequenceConfig(SequenceBook book, long tolerance, int maxEvents, boolean wallClock)
    implements Serializable {

  /** In a deployment always: alerts of sequences that are gone have to be closed. */
  public boolean wanted() {
    return wallClock || !book.isEmpty();
  }
}
