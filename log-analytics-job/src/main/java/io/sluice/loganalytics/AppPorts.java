package io.sluice.loganalytics;

import io.sluice.loganalytics.appevent.AppEventPorts;
import io.sluice.loganalytics.ranking.RankingPorts;

/**
 * The source and sinks of all that comes of app events.
 *
 * @param events where events come from and where clean ones go
 * @param ranking where the figures of the ranking go
 */
public record AppPorts(AppEventPorts events, RankingPorts ranking) {}
