package io.sluice.devicealert.dispatch;

import io.sluice.common.lookup.LookupTable;
import io.sluice.common.sink.SinkPort;
import io.sluice.devicealert.device.DeviceConfig;

/**
 * The world as the dispatch sees it, beside its inputs.
 *
 * @param devices null where nothing is configured about devices
 * @param dispatches messages for whoever sends people
 * @param explanations why an alert was or was not sent out; a later one of an alert and step
 *     replaces an earlier one
 */
public record DispatchPorts(
    LookupTable<DeviceConfig> devices,
    SinkPort<Dispatch> dispatches,
    SinkPort<Explanation> explanations) {}
