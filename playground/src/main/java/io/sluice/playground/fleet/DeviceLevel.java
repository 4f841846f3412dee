package io.sluice.playground.fleet;

/**
 * What is promised to, and different for, the devices of a level.
 *
 * @param severity of all their alerts; null for as the rule has it
 * @param holdSeconds of all their dispatches; null for as the rule has it
 */
public record DeviceLevel(String level, String sla, String severity, Long holdSeconds) {}
