package io.sluice.devicealert.event;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * Something a device said. Events of a device are ordered by (ts, seq, eventId); two with the same
 * eventId are one.
 */
@TypeInfo(DeviceEventSerializer.Types.class)
public final class DeviceEvent extends Incoming {
  /** Never null: a hash of the content where the device gave none. */
  public String eventId;

  public String deviceId;
  public EventType type;

  /** Null where there is none. */
  public String code;

  /** 0 where the device gave none. */
  public long seq;

  /** Whether there is a device configuration at all; without, the following say nothing. */
  public boolean configured;

  /** Whether the device configuration answered; if not, what it said before still holds. */
  public boolean described;

  /** What the device configuration says of it; null for not known, as are the next two. */
  public String level;

  public String model;
  public String version;
}
