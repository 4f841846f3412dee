package io.sluice.playground.fleet;

import java.nio.charset.StandardCharsets;

/**
 * One delivery of what a device said.
 *
 * @param deviceId the key of the record
 * @param value owned by the receiver
 * @param number of the event, the same for each delivery; garbage has one of its own
 * @param timestamp event time as the device has it, epoch milliseconds
 * @param garbage whether nobody is to make an event of it
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record DeviceRecord(
    String deviceId, byte[] value, long number, long timestamp, boolean garbage) {
  public byte[] key() {
    return deviceId.getBytes(StandardCharsets.UTF_8);
  }
}
