package io.sluice.loganalytics.traffic;

/**
 * The figures of one window and one value, as they stand: a later row of the same (granularity,
 * windowStart, dimension, value) replaces an earlier one, and {@link #requests}, which only grows,
 * says which is the later.
 *
 * @param granularity level, see {@link Granularity#label()}
 * @param windowStart epoch milliseconds
 * @param dimension see {@link Dimension#label()}
 * @param value value of the dimension, {@code unknown} or {@code other}
 * @param requests requests counted
 * @param bytes bytes of the response bodies
 * @param uniqueClients distinct client addresses
 * @param errors4xx responses with status 400 to 499
 * @param errors5xx responses with status 500 to 599
 * @param latencyP50Ms median time to serve, null where no request carried one
 * @param latencyP95Ms likewise
 * @param latencyP99Ms likewise
 * @param bots requests of crawlers and other bots
 */
public record TrafficRow(
    String granularity,
    long windowStart,
    String dimension,
    String value,
    long requests,
    long bytes,
    long uniqueClients,
    long errors4xx,
    long errors5xx,
    Double latencyP50Ms,
    Double latencyP95Ms,
    Double latencyP99Ms,
    long bots) {

  static TrafficRow of(
      Dimension dimension,
      Granularity granularity,
      long windowStart,
      String value,
      TrafficTotals totals) {
    Double[] latency = totals.latency.at(0.5, 0.95, 0.99);
    return new TrafficRow(
        granularity.label(),
        windowStart,
        dimension.label(),
        value,
        totals.requests,
        totals.bytes,
        totals.clients.count(),
        totals.errors4xx,
        totals.errors5xx,
        latency[0],
        latency[1],
        latency[2],
        totals.bots);
  }
}
