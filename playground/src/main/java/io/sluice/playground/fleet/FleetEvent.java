package io.sluice.playground.fleet;

/**
 * Something a device says, once; it may be delivered late, or more often.
 *
 * @param code null for none
 * @param ts epoch milliseconds by the device's own clock
 * @param number counts up over all events of a generator
 */
record FleetEvent(
    String deviceId, String type, String code, long ts, long number, String eventId) {}
