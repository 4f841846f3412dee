package io.sluice.devicealert.event;

/** What kind of thing a device says. */
public enum EventType {
  FAULT,
  RECOVERY,
  ALARM,
  RUN,
  STOP,
  MOVE,
  HEARTBEAT
}
