package io.sluice.loganalytics.appevent;

import io.sluice.common.sink.SinkPort;
import io.sluice.common.source.SourcePort;

/**
 * Where app events come from and where clean ones go.
 *
 * @param appEvents raw events, of all types
 * @param searches searches and clicks, cleaned and completed
 * @param orders orders, likewise
 */
public record AppEventPorts(
    SourcePort appEvents, SinkPort<AppEvent> searches, SinkPort<AppEvent> orders) {}
