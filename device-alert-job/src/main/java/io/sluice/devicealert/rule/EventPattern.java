package io.sluice.devicealert.rule;

import io.sluice.devicealert.event.EventType;

/**
 * Which events a step of a rule speaks of.
 *
 * @param code null for any, and for none
 */
public record EventPattern(EventType type, String code) {

  public boolean matches(EventType otherType, String otherCode) {
    return type == otherType && (code == null || code.equals(otherCode));
  }

  @Override
  public String toString() {
    return code == null ? type.name() : type + " " + code;
  }
}
