package io.sluice.devicealert.rule;

import io.sluice.devicealert.event.EventType;
import java.io.Serializable;

/**
 * Which events a step of a rule speaks of.
 *
 * @param code null for any, and for none
 */
public record EventPattern(EventType type, String code) implements Serializable {

  public boolean matches(EventType otherType, String otherCode) {
    return type == otherType && (code == null || code.equals(otherCode));
  }

  @Override
  public String toString() {
    return code == null ? type.name() : type + " " + code;
  }
}
