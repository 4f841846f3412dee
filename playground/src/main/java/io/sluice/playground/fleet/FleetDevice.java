package io.sluice.playground.fleet;

/**
 * A device and what is configured about it.
 *
 * @param form how its gateway writes what it says
 * @param skew how far its clock is ahead, milliseconds
 */
public record FleetDevice(
    String id,
    String site,
    String level,
    String model,
    String version,
    EventForm form,
    long skew) {}
