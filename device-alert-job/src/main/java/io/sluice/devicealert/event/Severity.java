package io.sluice.devicealert.event;

/** How bad an alert is, from the least to the worst: {@code compareTo} follows. */
public enum Severity {
  INFO,
  WARNING,
  MINOR,
  MAJOR,
  CRITICAL
}
