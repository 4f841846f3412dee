package io.sluice.loganalytics.quality;

import io.sluice.common.source.RecordOrigin;

/**
 * What came beyond the tolerance, with what was still done with it.
 *
 * @param stage the stage that could not take it
 * @param reason of requests {@code late} (behind its partition's newest by more than the lateness),
 *     {@code future} (ahead of its arrival by more than max-future) or {@code window-closed} (a
 *     partition came back from idleness: its window was gone); of searches and clicks see the stage
 *     ranking
 * @param timestamp event time, epoch milliseconds; the second for window-closed
 * @param topic topic or file, null for window-closed, which speaks of several requests
 * @param searchId the search that is made or clicked on, where this speaks of one
 * @param records how many requests or events this speaks of
 * @param kept the outputs that hold them all the same
 */
public record LateRecord(
    String stage,
    String reason,
    long timestamp,
    String topic,
    int partition,
    long offset,
    String requestId,
    String searchId,
    long records,
    String kept) {

  /** One search, or one click on it. */
  public static LateRecord ofSearch(
      String stage,
      String reason,
      long timestamp,
      RecordOrigin origin,
      String searchId,
      String kept) {
    return new LateRecord(
        stage,
        reason,
        timestamp,
        origin.topic(),
        origin.partition(),
        origin.offset(),
        null,
        searchId,
        1,
        kept);
  }
}
