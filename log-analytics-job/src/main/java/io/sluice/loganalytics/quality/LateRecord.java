package io.sluice.loganalytics.quality;

/**
 * What came beyond the tolerance, with what was still done with it.
 *
 * @param stage the stage that could not take it
 * @param reason {@code late} (behind its partition's newest by more than the lateness), {@code
 *     future} (ahead of its arrival by more than max-future) or {@code window-closed} (a partition
 *     came back from idleness: its window was gone)
 * @param timestamp event time, epoch milliseconds; the second for window-closed
 * @param topic topic or file, null for window-closed, which speaks of several requests
 * @param requests how many requests this speaks of
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
    long requests,
    String kept) {}
