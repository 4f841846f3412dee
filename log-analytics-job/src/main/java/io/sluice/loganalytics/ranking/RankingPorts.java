package io.sluice.loganalytics.ranking;

import io.sluice.common.sink.SinkPort;

/**
 * Where the figures of the ranking go.
 *
 * @param firings of every firing one row for each combination and k, once
 * @param rollUp by the time at which searches began; a later row replaces an earlier one of its key
 */
public record RankingPorts(SinkPort<NdcgRow> firings, SinkPort<NdcgRow> rollUp) {}
